namespace Serverless.Core.Metrics;

/// <summary>
/// Losses above a high threshold u follow a generalised Pareto distribution 1 − (1 + ξ y ÷ β)^(−1 ÷ ξ) (Pickands, 1975; Balkema and de
/// Haan, 1974), fitted by maximum likelihood: the tail beyond what was observed. Signs and α as in <see cref="TailRisk"/>.
/// </summary>
/// <param name="Observations">n.</param>
/// <param name="Exceedances">k: losses above the threshold.</param>
/// <param name="Threshold">u.</param>
/// <param name="Shape">ξ; positive for heavy tails, of which moments of order 1 ÷ ξ and above do not exist.</param>
/// <param name="Scale">β, above 0.</param>
public sealed record PeaksOverThreshold(int Observations, int Exceedances, double Threshold, double Shape, double Scale)
{
    /// <summary>Fewer exceedances than this are not fitted.</summary>
    public const int FewestExceedances = 20;

    private const double LowestShape = -0.5;

    /// <summary>u + β ÷ ξ ((α n ÷ k)^−ξ − 1); null when α is not inside the tail that was fitted (above k ÷ n).</summary>
    public double? ValueAtRisk(double alpha)
    {
        var share = TailRisk.Tail(alpha) * Observations / Exceedances;
        if (share > 1)
            return null;
        var excess = Math.Abs(Shape) < 1e-9 ? -Math.Log(share) : (Math.Pow(share, -Shape) - 1) / Shape;
        return Threshold + (Scale * excess);
    }

    /// <summary>(VaR + β − ξ u) ÷ (1 − ξ); null where VaR is, and when ξ is 1 or more, where the mean does not exist.</summary>
    public double? ConditionalValueAtRisk(double alpha) =>
        Shape >= 1 ? null : (ValueAtRisk(alpha) + Scale - (Shape * Threshold)) / (1 - Shape);

    /// <summary>
    /// Fits the losses above the (1 − <paramref name="tailShare"/>)-quantile (type 7) of all losses. The shape is kept at −0.5 or above, where
    /// maximum likelihood is regular (Smith, 1985). Null for fewer exceedances than <see cref="FewestExceedances"/>.
    /// </summary>
    /// <param name="ascendingReturns">Returns in ascending order.</param>
    /// <param name="tailShare">Share of returns that count as tail, above 0 and below 1.</param>
    public static PeaksOverThreshold? Fit(ReadOnlySpan<double> ascendingReturns, double tailShare = 0.1)
    {
        if (Quantiles.OfSorted(ascendingReturns, TailRisk.Tail(tailShare)) is not { } quantile)
            return null;
        var count = 0;
        while (ascendingReturns[count] < quantile)
            count++;
        if (count < FewestExceedances)
            return null;
        var excess = new double[count];
        for (var i = 0; i < count; i++)
            excess[i] = quantile - ascendingReturns[i];
        var (shape, scale) = MostLikely(excess);
        return new PeaksOverThreshold(ascendingReturns.Length, count, -quantile, shape, scale);
    }

    // For given θ = ξ ÷ β the most likely ξ is mean ln(1 + θ y): one dimension is left (Grimshaw, 1993). θ = (e^s − 1) ÷ max y runs over all
    // that is allowed; the best point of a grid is refined by golden sections.
    private static (double Shape, double Scale) MostLikely(double[] excess)
    {
        const int Steps = 200;
        const double Lowest = -8, Step = 0.08;
        var best = Enumerable.Range(0, Steps).Select(i => Lowest + (i * Step)).MaxBy(s => Likelihood(excess, s));
        double low = best - Step, high = best + Step;
        for (var i = 0; i < 80; i++)
        {
            var third = (high - low) * 0.3819660112501051;
            if (Likelihood(excess, low + third) < Likelihood(excess, high - third))
                low += third;
            else
                high -= third;
        }

        return Parameters(excess, (low + high) / 2);
    }

    private static double Likelihood(double[] excess, double s)
    {
        var (shape, scale) = Parameters(excess, s);
        return shape < LowestShape ? double.NegativeInfinity : -excess.Length * (Math.Log(scale) + shape + 1);
    }

    private static (double Shape, double Scale) Parameters(double[] excess, double s)
    {
        var theta = (Math.Exp(s) - 1) / excess[0];
        if (Math.Abs(theta * excess[0]) < 1e-9)
            return (0, excess.Average());
        var shape = excess.Average(y => Math.Log(1 + (theta * y)));
        return (shape, shape / theta);
    }
}
