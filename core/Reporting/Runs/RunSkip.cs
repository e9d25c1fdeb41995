namespace Serverless.Core.Reporting.Runs;

/// <summary>An asset that a model could not decide on, or a trade that was left out.</summary>
/// <param name="Time">UTC time of the decision.</param>
/// <param name="Model">The model; empty for a trade.</param>
/// <param name="Symbol">The asset.</param>
/// <param name="Reason">Why.</param>
public sealed record RunSkip(DateTime Time, string Model, string Symbol, string Reason);
