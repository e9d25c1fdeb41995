namespace Serverless.Core.Strategies.Models;

/// <summary>What a model wants to hold of one asset.</summary>
/// <param name="Asset">Symbol, of the model's universe.</param>
/// <param name="Weight">Share of the model's budget, 0 … 1; negative when short.</param>
public sealed record ModelTarget(string Asset, double Weight)
{
    /// <summary>Confidence, 0 … 1; null where the model gives none.</summary>
    public double? Confidence { get; init; }

    /// <summary>How soon.</summary>
    public Urgency Urgency { get; init; } = Urgency.Normal;

    /// <summary>How long the model expects to hold it; null where it does not say.</summary>
    public TimeSpan? Horizon { get; init; }
}
