using System.Collections.Immutable;
using Serverless.Core.Risk;

namespace Serverless.Core.Lifecycle;

/// <summary>Today's risk limits for promotions; operators change them while the platform runs.</summary>
public sealed record LifecycleLimits
{
    /// <summary>Limits of all live strategies together, as shares of all capital: of an asset, of a class, gross.</summary>
    public RiskLimits Portfolio { get; init; } = new() { MaxGross = 1 };

    /// <summary>Deepest drawdown out-of-sample of a strategy; above 0, at most 1.</summary>
    public double MaxDrawdown { get; init; } = 0.35;

    /// <summary>Largest annualised volatility out-of-sample of a strategy; above 0.</summary>
    public double MaxVolatility { get; init; } = 1;

    /// <summary>Values that parameters may have, by <c>parameter</c> for every template or <c>template.parameter</c> for one.</summary>
    public ImmutableSortedDictionary<string, ParameterLimit> Parameters { get; init; } = ImmutableSortedDictionary<string, ParameterLimit>.Empty;

    /// <summary>Why these limits cannot be used, with the key at fault, or null when they can.</summary>
    public string? FindProblem()
    {
        if (MaxDrawdown is not (> 0 and <= 1))
            return FormattableString.Invariant($"maxDrawdown is {MaxDrawdown}; it must be above 0 up to 1.");
        if (!(MaxVolatility > 0) || !double.IsFinite(MaxVolatility))
            return FormattableString.Invariant($"maxVolatility is {MaxVolatility}; it must be a positive number.");
        if (Parameters.FirstOrDefault(limit => limit.Value.Min > limit.Value.Max) is { Key: { } key })
            return $"parameters.{key} allows nothing: its min is above its max.";
        return Portfolio.FindProblem();
    }
}
