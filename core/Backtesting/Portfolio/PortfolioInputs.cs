using Serverless.Core.Indicators;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>What a strategy can ask for before the run begins.</summary>
public sealed class PortfolioInputs
{
    private readonly IReadOnlyList<PortfolioSymbol> traded;
    private readonly Dictionary<string, Feed> feeds;

    internal PortfolioInputs(IReadOnlyList<PortfolioSymbol> traded, Dictionary<string, Feed> feeds) =>
        (this.traded, this.feeds, Symbols) = (traded, feeds, [.. traded.Select(symbol => symbol.Name)]);

    /// <summary>The symbols that the strategy trades; it addresses them by their index in this list.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>The facts of a symbol, and indicators on its bars, which <see cref="PortfolioContext"/> reads at its symbol.</summary>
    public StrategySetup this[int symbol] => new(feeds[Symbols[symbol]].Indicators, traded[symbol].Rules.Instrument);

    /// <summary>A feature of a series, computed over its own bars, whatever their timeframe.</summary>
    /// <param name="series">Name of a symbol or input of the run.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="output">Which of its columns.</param>
    /// <exception cref="ArgumentException">There is no such series, or the arguments are out of range.</exception>
    public SeriesColumn Column(string series, Feature feature, FeatureArguments arguments, int output = 0)
    {
        ArgumentNullException.ThrowIfNull(feature);
        if (feature.FindProblem(arguments) is { } problem)
            throw new ArgumentException(problem, nameof(arguments));
        var feed = Find(series);
        return new SeriesColumn(feed, feed.Indicators.Handle(feature, arguments, output).Memory(feed.Bars.Count));
    }

    /// <summary>The closes of a series.</summary>
    /// <param name="series">Name of a symbol or input of the run.</param>
    /// <exception cref="ArgumentException">There is no such series.</exception>
    public SeriesColumn Close(string series)
    {
        var feed = Find(series);
        return new SeriesColumn(feed, feed.Bars.Close.ToArray());
    }

    private Feed Find(string series) => feeds.TryGetValue(series, out var feed)
        ? feed
        : throw new ArgumentException($"there is no series '{series}'; the run has {string.Join(", ", feeds.Keys)}.", nameof(series));
}
