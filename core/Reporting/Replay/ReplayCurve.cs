using Serverless.Core.Metrics;

namespace Serverless.Core.Reporting.Replay;

/// <summary>One way to have invested over a replay: growth of 1 by calendar day (UTC).</summary>
/// <param name="Name">What it is.</param>
/// <param name="Days">Days since 1970-01-01, ascending and without a gap.</param>
/// <param name="Returns">The simple return of each of these days.</param>
public sealed record ReplayCurve(string Name, int[] Days, double[] Returns)
{
    /// <summary>Days in a year, by which figures are annualised: all calendar days count.</summary>
    public const double DaysPerYear = 365.25;

    /// <summary>Figures of the daily returns: see <see cref="PerformanceMetrics"/>; trades are none of theirs.</summary>
    public PerformanceMetrics Figures { get; } = PerformanceMetrics.Measure(Returns, DaysPerYear, [], default);

    /// <summary>Growth of 1 at the end of each day.</summary>
    public double[] Growth()
    {
        var growth = new double[Returns.Length];
        var value = 1.0;
        for (var i = 0; i < growth.Length; i++)
            growth[i] = value *= 1 + Returns[i];
        return growth;
    }

    /// <summary>Fall from the highest growth so far at the end of each day: 0 … −1.</summary>
    public double[] Underwater()
    {
        var highest = 1.0;
        return Array.ConvertAll(Growth(), growth => (growth / (highest = Math.Max(highest, growth))) - 1);
    }

    /// <summary>The curve of the same days, as far as <paramref name="other"/> has them.</summary>
    public ReplayCurve Within(ReplayCurve other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Days.Length == 0 || Days.Length == 0)
            return new ReplayCurve(Name, [], []);
        var (first, end) = (Math.Max(Days[0], other.Days[0]), Math.Min(Days[^1], other.Days[^1]) + 1);
        return end <= first ? new ReplayCurve(Name, [], []) : new ReplayCurve(Name, Days[(first - Days[0])..(end - Days[0])], Returns[(first - Days[0])..(end - Days[0])]);
    }
}
