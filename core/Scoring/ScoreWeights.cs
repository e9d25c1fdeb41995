namespace Serverless.Core.Scoring;

/// <summary>Weights of the parts of <see cref="UnifiedScore"/>: not negative, with sum 1.</summary>
/// <param name="Sharpe">Weight of the Sharpe ratio.</param>
/// <param name="Drawdown">Weight of the maximum drawdown.</param>
/// <param name="Volatility">Weight of the volatility.</param>
/// <param name="Persistence">Weight of forward persistence.</param>
public sealed record ScoreWeights(double Sharpe = 0.4, double Drawdown = 0.25, double Volatility = 0.1, double Persistence = 0.25)
{
    /// <summary>Throws unless the weights are not negative and sum to 1.</summary>
    /// <exception cref="ArgumentException">They are, or do not; the message shows them.</exception>
    public void Check()
    {
        var sum = Sharpe + Drawdown + Volatility + Persistence;
        if (!(Sharpe >= 0 && Drawdown >= 0 && Volatility >= 0 && Persistence >= 0 && Math.Abs(sum - 1) <= 1e-9))
            throw new ArgumentException($"Score weights must not be negative and must sum to 1, not {sum:R}: {this}.");
    }
}
