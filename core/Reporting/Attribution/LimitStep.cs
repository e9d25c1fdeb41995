namespace Serverless.Core.Reporting.Attribution;

/// <summary>What one limit did to the target of an asset.</summary>
/// <param name="Limit">Name of the limit.</param>
/// <param name="Subject">What it limits: the asset, its class, or the portfolio.</param>
/// <param name="Allowed">Largest value of the limited figure, as a share of net asset value.</param>
/// <param name="Figure">The limited figure before.</param>
/// <param name="Before">Target of the asset before.</param>
/// <param name="After">Target of the asset after.</param>
public sealed record LimitStep(string Limit, string Subject, double Allowed, double Figure, double Before, double After);
