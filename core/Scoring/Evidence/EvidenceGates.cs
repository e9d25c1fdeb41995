namespace Serverless.Core.Scoring.Evidence;

/// <summary>What a strategy must show before its result counts as more than luck.</summary>
public sealed record EvidenceGates
{
    /// <summary>Smallest deflated Sharpe ratio, above 0, below 1.</summary>
    public double Confidence { get; init => field = Share(value, nameof(Confidence)); } = 0.95;

    /// <summary>Largest family-wise error over all strategies of a cycle, above 0, below 1.</summary>
    public double FamilyWiseError { get; init => field = Share(value, nameof(FamilyWiseError)); } = 0.05;

    /// <summary>Largest probability of backtest overfitting of the cycle, above 0, below 1.</summary>
    public double Overfitting { get; init => field = Share(value, nameof(Overfitting)); } = 0.2;

    /// <summary>Smallest share of the Sharpe ratio in-sample that is left out-of-sample, above 0, below 1.</summary>
    public double Efficiency { get; init => field = Share(value, nameof(Efficiency)); } = 0.5;

    /// <summary>Fewest closed trades; at least 1.</summary>
    public int Trades
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Trades), value, $"{nameof(Trades)} must be at least 1.");
    } = 30;

    private static double Share(double value, string name) => value is > 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and below 1.");
}
