namespace Serverless.Core.Reporting.Runs;

/// <summary>What a model held of an asset at a step.</summary>
/// <param name="Time">UTC time of the step.</param>
/// <param name="Model">The model.</param>
/// <param name="Symbol">The asset.</param>
/// <param name="Units">Units; negative when short.</param>
/// <param name="Weight">Share of net asset value.</param>
public sealed record RunHolding(DateTime Time, string Model, string Symbol, double Units, double Weight);
