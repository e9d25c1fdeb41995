namespace Serverless.Core.Portfolio.Allocation;

/// <summary>
/// Shares of capital that maximise the expected logarithm of wealth (Kelly 1956; Thorp 2006). Full Kelly bets on exact knowledge of the odds:
/// take a fraction of it, see <see cref="Fractional"/>.
/// </summary>
public static class Kelly
{
    /// <summary>A bet that pays <paramref name="netOdds"/> with a probability, and loses the stake otherwise: p − (1 − p) ÷ b; negative without
    /// an edge.</summary>
    /// <param name="winProbability">0 … 1.</param>
    /// <param name="netOdds">Profit per unit staked; positive.</param>
    public static double Binary(double winProbability, double netOdds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(winProbability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(winProbability, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(netOdds);
        return winProbability - ((1 - winProbability) / netOdds);
    }

    /// <summary>An asset in continuous time: (μ − r) ÷ σ².</summary>
    /// <param name="mean">Arithmetic mean return, μ.</param>
    /// <param name="volatility">σ; positive.</param>
    /// <param name="riskFree">r, of the same period.</param>
    public static double Continuous(double mean, double volatility, double riskFree = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(volatility);
        return (mean - riskFree) / (volatility * volatility);
    }

    /// <summary>Growth rate of a share in continuous time: r + f(μ − r) − ½f²σ².</summary>
    public static double Growth(double share, double mean, double volatility, double riskFree = 0) =>
        riskFree + (share * (mean - riskFree)) - (share * share * volatility * volatility / 2);

    /// <summary>Several assets in continuous time: Σ⁻¹(μ − r).</summary>
    /// <param name="covariance">Positive definite, of one period.</param>
    /// <param name="mean">Arithmetic mean of each asset.</param>
    /// <param name="riskFree">r.</param>
    public static double[] Weights(Covariance covariance, IReadOnlyList<double> mean, double riskFree = 0)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return [.. covariance.Solve(covariance.VectorOf(mean) - riskFree)];
    }

    /// <summary>Growth rate of weights in continuous time: r + w'(μ − r) − ½w'Σw.</summary>
    public static double Growth(Covariance covariance, IReadOnlyList<double> weights, IReadOnlyList<double> mean, double riskFree = 0)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        var w = covariance.VectorOf(weights);
        return riskFree + (w * (covariance.VectorOf(mean) - riskFree)) - (covariance.Quadratic(w) / 2);
    }

    /// <summary>
    /// Exact share for a list of outcomes: the f that maximises Σ p·ln(1 + f·outcome). 0 without an edge; unbounded (infinite) when there is an
    /// edge and nothing can be lost.
    /// </summary>
    /// <param name="outcomes">Profit per unit staked; −0.02 loses 2 %.</param>
    /// <param name="probabilities">One for each outcome, none negative; null takes them as equally likely.</param>
    public static double Outcomes(IReadOnlyList<double> outcomes, IReadOnlyList<double>? probabilities = null)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        if (outcomes.Count == 0 || outcomes.Any(outcome => !double.IsFinite(outcome)))
            throw new ArgumentException("Outcomes must be finite numbers, at least one.", nameof(outcomes));
        if (probabilities is not null && (probabilities.Count != outcomes.Count || probabilities.Any(probability => !(probability >= 0))))
            throw new ArgumentException($"Give a probability for each of {outcomes.Count} outcomes, none negative.", nameof(probabilities));
        if (!(Slope(0) > 0))
            return 0;
        var most = MostAdmissible(outcomes);
        if (double.IsInfinity(most))
            return most;
        // The slope falls strictly, from a positive number to minus infinity at the share that loses everything.
        var (low, high) = (0.0, most);
        while (low + ((high - low) / 2) is var middle && middle > low && middle < high)
        {
            if (Slope(middle) > 0)
                low = middle;
            else
                high = middle;
        }

        return low;

        double Slope(double share)
        {
            var sum = 0.0;
            for (var i = 0; i < outcomes.Count; i++)
                sum += (probabilities?[i] ?? 1) * outcomes[i] / (1 + (share * outcomes[i]));
            return sum;
        }
    }

    /// <summary>Expected logarithm of wealth for a share, per bet; minus infinity when an outcome loses everything.</summary>
    public static double LogGrowth(double share, IReadOnlyList<double> outcomes, IReadOnlyList<double>? probabilities = null)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < outcomes.Count; i++)
        {
            var probability = probabilities?[i] ?? 1;
            sum += probability == 0 ? 0 : probability * Math.Log(Math.Max(0, 1 + (share * outcomes[i])));
            weight += probability;
        }

        return sum / weight;
    }

    /// <summary>The share at which the worst outcome loses everything; infinite when nothing can be lost.</summary>
    public static double MostAdmissible(IReadOnlyList<double> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var worst = outcomes.Min();
        return worst < 0 ? -1 / worst : double.PositiveInfinity;
    }

    /// <summary>A fraction of full Kelly, without a short side and not above a cap.</summary>
    /// <param name="full">Full Kelly; what has no edge gets 0.</param>
    /// <param name="fraction">Share of it, 0 … 1; a half keeps three quarters of the growth with half the volatility.</param>
    /// <param name="cap">Largest result; 0 or more.</param>
    public static double Fractional(double full, double fraction = 0.5, double cap = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(cap);
        return double.IsNaN(full) ? throw new ArgumentException("A Kelly share of NaN cannot be bet.", nameof(full)) : full > 0 ? Math.Min(fraction * full, cap) : 0;
    }
}
