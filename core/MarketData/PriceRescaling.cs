namespace Serverless.Core.MarketData;

/// <summary>Tells whether a vendor has adjusted its history since bars of it were stored, as after a split.</summary>
public static class PriceRescaling
{
    // Splits move prices by far more than this, late corrections of single bars rarely touch most of them.
    private const double Tolerance = 0.005;

    /// <summary>Whether most of the bars that both have close at prices more than half a percent apart.</summary>
    public static bool Shows(BarSeries stored, IReadOnlyList<Bar> arrived)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(arrived);
        var (common, moved) = (0, 0);
        foreach (var bar in arrived)
        {
            var index = stored.OpenTicks.BinarySearch(bar.OpenTime.Ticks);
            if (index < 0 || !double.IsFinite(bar.Close))
                continue;
            common++;
            moved += Math.Abs((bar.Close / stored.Close[index]) - 1) > Tolerance ? 1 : 0;
        }

        return moved > common / 2;
    }
}
