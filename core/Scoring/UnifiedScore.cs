using Serverless.Core.Validation;

namespace Serverless.Core.Scoring;

/// <summary>
/// One figure, 0 … 100, for the test parts of a walk-forward analysis: 100 × the weighted sum of four parts, each 0 … 1, higher
/// better, and strictly monotone, so that no difference is lost in a clamp.
/// </summary>
/// <param name="Value">The score.</param>
/// <param name="Sharpe">1 ÷ (1 + e^(−S)) of the annualised Sharpe ratio S: ½ at 0, 0.73 at 1, 0.88 at 2.</param>
/// <param name="Drawdown">0.2 ÷ (0.2 + D) of the maximum drawdown D: ½ at 20 %.</param>
/// <param name="Volatility">0.4 ÷ (0.4 + σ) of the annualised volatility σ: ½ at 40 %.</param>
/// <param name="Persistence">The value of <see cref="ForwardPersistence"/>.</param>
public sealed record UnifiedScore(double Value, double Sharpe, double Drawdown, double Volatility, double Persistence)
{
    private const double HalfDrawdown = 0.2;
    private const double HalfVolatility = 0.4;

    /// <summary>Computes the score of <paramref name="result"/>; null when it has no figures or its returns do not vary.</summary>
    /// <exception cref="ArgumentException">The weights are not valid.</exception>
    public static UnifiedScore? Of(StrategyResult result, ScoreWeights weights)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(weights);
        weights.Check();
        if (result is not { OutOfSample: { Sharpe: { } ratio, Volatility: { } deviation } metrics, Persistence: { } forward })
            return null;
        var sharpe = SharpePart(ratio);
        var drawdown = DrawdownPart(metrics.MaxDrawdown);
        var volatility = VolatilityPart(deviation);
        var sum = (weights.Sharpe * sharpe) + (weights.Drawdown * drawdown)
            + (weights.Volatility * volatility) + (weights.Persistence * forward.Value);
        return new UnifiedScore(100 * sum, sharpe, drawdown, volatility, forward.Value);
    }

    /// <summary>The weighted sum, 0 … 1, of the three parts that a resampled history has too.</summary>
    internal static double Moving(double ratio, double depth, double deviation, ScoreWeights weights) =>
        (weights.Sharpe * SharpePart(ratio)) + (weights.Drawdown * DrawdownPart(depth)) + (weights.Volatility * VolatilityPart(deviation));

    private static double SharpePart(double ratio) => 1 / (1 + Math.Exp(-ratio));

    private static double DrawdownPart(double depth) => HalfDrawdown / (HalfDrawdown + depth);

    private static double VolatilityPart(double deviation) => HalfVolatility / (HalfVolatility + deviation);
}
