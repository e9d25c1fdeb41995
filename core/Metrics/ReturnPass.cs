namespace Serverless.Core.Metrics;

/// <summary>
/// One pass over simple returns for all that does not need their mean first; to the bit what <see cref="ReturnStatistics"/> and
/// <see cref="Drawdown"/> make of them one by one. A sweep measures often, and most of that time is waiting for one addition after the other.
/// </summary>
/// <param name="Sum">∑r.</param>
/// <param name="Growth">∏(1 + r).</param>
/// <param name="SquaredShortfalls">∑min(r, 0)².</param>
/// <param name="Depth">See <see cref="Drawdown.Depth"/>.</param>
/// <param name="LongestUnderwater">See <see cref="Drawdown.LongestUnderwater"/>.</param>
internal readonly record struct ReturnPass(double Sum, double Growth, double SquaredShortfalls, double Depth, int LongestUnderwater)
{
    public static ReturnPass Over(ReadOnlySpan<double> returns)
    {
        double sum = 0, growth = 1, shortfalls = 0, maximum = 1, depth = 0;
        int underwater = 0, longest = 0;
        foreach (var r in returns)
        {
            sum += r;
            growth *= 1 + r;
            var shortfall = Math.Min(r, 0);
            shortfalls += shortfall * shortfall;
            if (growth >= maximum)
            {
                maximum = growth;
                underwater = 0;
                continue;
            }

            longest = Math.Max(longest, ++underwater);
            depth = Math.Max(depth, 1 - (growth / maximum));
        }

        return new ReturnPass(sum, growth, shortfalls, depth, longest);
    }
}
