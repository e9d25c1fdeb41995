using System.Buffers;

namespace Serverless.Core.Indicators;

/// <summary>
/// Windows that slide over bars, for every summary that can be joined. The bars are cut into blocks of one window; every window is the end
/// of one block and the start of the next (van Herk 1992; Gil and Werman 1993). Linear time, two joins a bar whatever the window, and
/// nothing is ever subtracted: no digits are lost, and a bad bar leaves with its window.
/// </summary>
internal static class SlidingWindow
{
    /// <summary>Writes the value of each window of <paramref name="period"/> bars; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="feature">What it reads may be the memory of <paramref name="result"/>: every bar is read once, before it is
    /// written.</param>
    /// <param name="period">Bars in a window, at least 1.</param>
    /// <param name="result">One value per bar.</param>
    public static void Compute<TFeature, TSummary>(TFeature feature, int period, Span<double> result)
        where TFeature : struct, IWindowSummary<TSummary>, allows ref struct
        where TSummary : unmanaged
    {
        if (result.Length < period)
        {
            result.Fill(double.NaN);
            return;
        }

        var rented = ArrayPool<TSummary>.Shared.Rent(period);
        var block = rented.AsSpan(0, period);
        var head = Fill(feature, block);
        result[..(period - 1)].Fill(double.NaN);
        result[period - 1] = feature.Value(period - 1, head);
        for (var start = period; start < result.Length; start += period)
        {
            // From here on, block[k] sums up bar k of the block before and all that follow it there.
            for (var k = period - 2; k >= 0; k--)
                block[k] = TFeature.Join(block[k], block[k + 1]);
            var count = Math.Min(period, result.Length - start);
            for (var k = 0; k < count; k++)
            {
                var bar = feature.At(start + k);
                head = k == 0 ? bar : TFeature.Join(head, bar);
                block[k] = bar;
                result[start + k] = feature.Value(start + k, k == period - 1 ? head : TFeature.Join(block[k + 1], head));
            }
        }

        ArrayPool<TSummary>.Shared.Return(rented);
    }

    private static TSummary Fill<TFeature, TSummary>(TFeature feature, Span<TSummary> block)
        where TFeature : struct, IWindowSummary<TSummary>, allows ref struct
        where TSummary : unmanaged
    {
        var head = block[0] = feature.At(0);
        for (var k = 1; k < block.Length; k++)
        {
            block[k] = feature.At(k);
            head = TFeature.Join(head, block[k]);
        }

        return head;
    }
}
