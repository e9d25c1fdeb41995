using Serverless.Core.Portfolio.Allocation;

namespace Serverless.Core.Portfolio.Construction;

/// <summary>Shares of a capital by trailing returns.</summary>
internal static class ModelShares
{
    /// <summary>Shares of net asset value, none negative or above <see cref="ConstructionOptions.MaxBudget"/>, together at most as much as
    /// <paramref name="budgets"/>; null where the method finds none.</summary>
    /// <param name="options">The method.</param>
    /// <param name="returns">For each day, a return of each model; no model's are all the same.</param>
    /// <param name="budgets">Fixed budgets, positive; their sum is the capital that is split.</param>
    /// <exception cref="ArgumentException">The returns allow no answer.</exception>
    public static double[]? Of(ConstructionOptions options, double[][] returns, double[] budgets)
    {
        var capital = budgets.Sum();
        if (options.Method == ConstructionMethod.FractionalKelly)
            return WithinCapital(KellyShares(options, returns), capital);
        return Weights(options, returns, budgets, capital) is { } weights ? Capped(Array.ConvertAll(weights, weight => weight * capital), options.MaxBudget) : null;
    }

    private static double[]? Weights(ConstructionOptions options, double[][] returns, double[] budgets, double capital) => options.Method switch
    {
        ConstructionMethod.EqualWeight => InverseRisk.Equal(budgets.Length),
        ConstructionMethod.InverseVolatility => InverseRisk.Volatility(Covariance.OfReturns(returns)),
        ConstructionMethod.RiskParity => RiskParity.Weights(Covariance.OfReturns(returns)),
        ConstructionMethod.HierarchicalRiskParity => HierarchicalRiskParity.Allocate(Covariance.OfReturns(returns)).Weights,
        ConstructionMethod.MinimumVariance => LongOnly.MinimumVariance(Covariance.Shrunk(returns), Cap(options, budgets.Length, capital)),
        ConstructionMethod.MaximumSharpe => Covariance.Shrunk(returns) is var covariance
            ? LongOnly.MaximumSharpe(covariance, ShrunkMean(covariance, returns))
            : null,
        ConstructionMethod.BlackLitterman => WithViews(options, returns, budgets, capital),
        _ => [.. budgets.Select(budget => budget / budgets.Sum())],
    };

    // Each trailing mean is a view on one model.
    private static double[] WithViews(ConstructionOptions options, double[][] returns, double[] budgets, double capital)
    {
        var market = new BlackLitterman(Covariance.Shrunk(returns), [.. budgets.Select(budget => budget / budgets.Sum())], options.Aversion, options.Tau);
        double[][] views = [.. budgets.Select((_, view) => budgets.Select((_, model) => model == view ? 1.0 : 0).ToArray())];
        var variances = market.ConfidenceVariances(views, [.. budgets.Select(_ => options.Confidence)]);
        var expected = market.Combine(views, Covariance.MeanOfReturns(returns), variances);
        return LongOnly.MaximumUtility(expected.Covariance, expected.Mean, options.Aversion, Cap(options, budgets.Length, capital));
    }

    private static double[] KellyShares(ConstructionOptions options, double[][] returns)
    {
        var covariance = Covariance.Shrunk(returns);
        return Array.ConvertAll(Kelly.Weights(covariance, ShrunkMean(covariance, returns)), full => Kelly.Fractional(full, options.Fraction, options.MaxBudget));
    }

    private static double[] ShrunkMean(Covariance covariance, double[][] returns) =>
        MeanVariance.ShrunkMean(covariance, Covariance.MeanOfReturns(returns), returns.Length);

    // The largest weight that an optimiser may give; where all models at it leave capital over, Capped has the last word.
    private static double Cap(ConstructionOptions options, int models, double capital) =>
        options.MaxBudget / capital is var cap && cap < 1 && cap * models >= 1 ? cap : 1;

    // What a cap cuts goes to the others, in proportion to what they have, until nothing is above it.
    private static double[] Capped(double[] shares, double cap)
    {
        while (shares.Any(share => share > cap))
        {
            var excess = shares.Sum(share => Math.Max(0, share - cap));
            var room = shares.Sum(share => share < cap ? share : 0);
            var growth = room > 0 ? 1 + (excess / room) : 1;
            shares = Array.ConvertAll(shares, share => share >= cap ? cap : share * growth);
        }

        return shares;
    }

    private static double[] WithinCapital(double[] shares, double capital)
    {
        var sum = shares.Sum();
        return sum <= capital ? shares : Array.ConvertAll(shares, share => share * (capital / sum));
    }
}
