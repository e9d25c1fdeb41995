namespace Serverless.Core.MarketData;

/// <summary>A series held against the bars that should exist.</summary>
/// <param name="Series">The bars, filled ones among them.</param>
/// <param name="Filled">Which of them are filled, bar by bar; their volume is 0.</param>
/// <param name="Counts">How many.</param>
public sealed record AlignedBars(BarSeries Series, ReadOnlyMemory<bool> Filled, MissingDataCounts Counts)
{
    /// <summary>How many filled bars open in <c>[from, to)</c>, in UTC.</summary>
    public int CountFilled(DateTime from, DateTime to) =>
        Counts.Filled == 0 ? 0 : Filled.Span[Series.IndexAtOrAfter(from.Ticks)..Series.IndexAtOrAfter(to.Ticks)].Count(true);
}
