namespace Serverless.Core.MarketData.Quality;

/// <summary>How far prices usually move within a bar, around each bar.</summary>
internal static class LocalRange
{
    private const int Reach = 10;

    /// <summary>
    /// Median, over the ten bars on either side, of the larger of ln(high / low) and |ln(close / last close)|; never less than half the
    /// median of the whole series, so that quiet hours do not make a usual bar look wild.
    /// </summary>
    public static double[] Of(BarSeries series)
    {
        var moves = new double[series.Count];
        for (var i = 0; i < moves.Length; i++)
        {
            var turn = i == 0 ? 0 : Math.Abs(Prices.LogRatio(series.Close[i], series.Close[i - 1]));
            moves[i] = Math.Max(turn, Prices.LogRatio(series.High[i], series.Low[i]));
        }

        var least = RollingMedian.Of(moves) / 2;
        var ranges = RollingMedian.Centred(moves, Reach);
        for (var i = 0; i < ranges.Length; i++)
            ranges[i] = Math.Max(ranges[i], least);
        return ranges;
    }
}
