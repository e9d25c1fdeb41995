using Serverless.Core.Configuration;

namespace Serverless.Core.Indicators;

/// <summary>The features that the platform ships.</summary>
public static class FeatureCatalog
{
    /// <summary>All features, in a fixed order.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        SimpleMovingAverage.Feature,
        ExponentialMovingAverage.Feature,
        WeightedMovingAverage.Feature,
        MovingAverageConvergence.Feature,
        RelativeStrengthIndex.Feature,
        StochasticOscillator.Feature,
        DirectionalMovement.Feature,
        AverageTrueRange.Feature,
        BollingerBands.Feature,
        DonchianChannel.Feature,
        RollingDeviation.Feature,
        StandardScore.Feature,
        PercentileRank.Feature,
        SimpleReturn.Feature,
        LogReturn.Feature,
        RealisedVolatility.Feature,
        RangeVolatility.Parkinson,
        RangeVolatility.GarmanKlass,
        YangZhangVolatility.Feature,
        BenchmarkReturn.Feature,
        RollingRegression.Correlation,
        RollingRegression.Beta,
    ];

    /// <summary>The feature called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public static Feature Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(feature => feature.Name == name)
            ?? throw new ArgumentException(
                $"There is no feature '{name}'; did you mean '{NearestName.Of(name, All.Select(feature => feature.Name))}'?"
                + $" There are {string.Join(", ", All.Select(feature => feature.Name))}.",
                nameof(name));
    }
}
