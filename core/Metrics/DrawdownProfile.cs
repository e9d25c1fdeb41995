using System.Collections.Immutable;

namespace Serverless.Core.Metrics;

/// <summary>All drawdowns of an equity curve that starts at 1, which is a peak; see <see cref="Drawdown"/>.</summary>
/// <param name="Episodes">Every fall, in order of time; the last one may not have recovered.</param>
/// <param name="PeriodsUnderwater">Points below the running maximum, in all of them.</param>
/// <param name="UlcerIndex">√(mean squared depth) over all n periods, as a fraction (Martin, 1987); null without periods.</param>
/// <param name="PainIndex">Mean depth over all n periods; null without periods.</param>
public sealed record DrawdownProfile(
    ImmutableArray<DrawdownEpisode> Episodes, int PeriodsUnderwater, double? UlcerIndex, double? PainIndex)
{
    /// <summary>Mean depth of the episodes; null without any.</summary>
    public double? AverageDepth => Episodes.IsEmpty ? null : Episodes.Average(episode => episode.Depth);

    /// <summary>The deepest episode (the first, when equal); null without any.</summary>
    public DrawdownEpisode? Deepest => Episodes.MaxBy(episode => episode.Depth);

    /// <summary>The longest stretch below the running maximum, in periods; 0 without any.</summary>
    public int LongestUnderwater => Episodes.IsEmpty ? 0 : Episodes.Max(episode => episode.UnderwaterPeriods);

    /// <summary>Measures compounded simple returns.</summary>
    public static DrawdownProfile Measure(ReadOnlySpan<double> returns)
    {
        var episodes = ImmutableArray.CreateBuilder<DrawdownEpisode>();
        double equity = 1, maximum = 1, depth = 0, squares = 0, sum = 0;
        int peak = 0, trough = 0, underwater = 0;
        for (var i = 1; i <= returns.Length; i++)
        {
            equity *= 1 + returns[i - 1];
            if (equity >= maximum)
            {
                if (peak != i - 1)
                    episodes.Add(new DrawdownEpisode(depth, peak, trough, i, i - 1 - peak));
                (maximum, peak, depth) = (equity, i, 0);
                continue;
            }

            underwater++;
            var fall = 1 - (equity / maximum);
            sum += fall;
            squares += fall * fall;
            if (fall > depth)
                (depth, trough) = (fall, i);
        }

        if (peak != returns.Length)
            episodes.Add(new DrawdownEpisode(depth, peak, trough, null, returns.Length - peak));
        return new DrawdownProfile(
            episodes.ToImmutable(),
            underwater,
            returns.IsEmpty ? null : Math.Sqrt(squares / returns.Length),
            returns.IsEmpty ? null : sum / returns.Length);
    }
}
