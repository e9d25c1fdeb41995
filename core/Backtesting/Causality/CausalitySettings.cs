namespace Serverless.Core.Backtesting.Causality;

/// <summary>How hard to search for look-ahead.</summary>
public sealed record CausalitySettings
{
    /// <summary>Seed of cuts and futures.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Bars after which the future is replaced, twice each: by as many other bars, and by a few. At least 1.</summary>
    public int Cuts
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Cuts), value, "There must be at least one cut.");
    } = 50;
}
