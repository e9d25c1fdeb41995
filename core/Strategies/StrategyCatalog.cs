using Serverless.Core.Strategies.Templates;

namespace Serverless.Core.Strategies;

/// <summary>The templates that the platform ships.</summary>
public static class StrategyCatalog
{
    /// <summary>All templates, in a fixed order.</summary>
    public static IReadOnlyList<StrategyTemplate> All { get; } =
    [
        new SmaCross(),
        new TimeSeriesMomentum(),
        new RsiReversion(),
        new DonchianBreakout(),
        new VolatilityTargetTrend(),
        new RegimeGatedMomentum(),
        new EmaCrossAtr(),
        new BollingerReversion(),
        new VolatilityBreakout(),
    ];

    /// <summary>The template called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static StrategyTemplate Get(string name) =>
        All.FirstOrDefault(template => template.Name == name)
        ?? throw new ArgumentException(
            $"There is no strategy template '{name}'; there are {string.Join(", ", All.Select(template => template.Name))}.", nameof(name));
}
