namespace Serverless.Core.Portfolio;

/// <summary>A reduction of targets, and why.</summary>
/// <param name="Limit">Name of the limit.</param>
/// <param name="Subject">What it limits: an asset, an asset class, or <c>portfolio</c>.</param>
/// <param name="Allowed">Largest value of the limited figure, as a share of net asset value.</param>
/// <param name="Before">The figure before.</param>
/// <param name="After">The figure after.</param>
public sealed record WeightAdjustment(string Limit, string Subject, double Allowed, double Before, double After)
{
    /// <summary>After ÷ before.</summary>
    public double Factor => After / Before;
}
