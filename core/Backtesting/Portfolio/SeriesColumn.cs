namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>A column of a series that a strategy has asked for; only a <see cref="PortfolioContext"/> opens it, up to its time.</summary>
public sealed class SeriesColumn
{
    private readonly Feed feed;
    private readonly ReadOnlyMemory<double> values;

    internal SeriesColumn(Feed feed, ReadOnlyMemory<double> values) => (this.feed, this.values) = (feed, values);

    internal ReadOnlySpan<double> Until(int step) => values.Span[..(feed.Rows[step] + 1)];
}
