using System.Collections.Immutable;
using Serverless.Core.Execution.Costs;
using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>Funding of a perpetual contract in a run: one rate at regular times, or a series.</summary>
public sealed record FundingPlan
{
    /// <summary>Whether it is charged.</summary>
    public bool Enabled { get; init; }

    /// <summary>What a long pays at each time, as a share of the value; negative when shorts pay.</summary>
    public double Rate { get; init; }

    /// <summary>Hours between times, which begin at midnight UTC; a divisor of 24.</summary>
    public int IntervalHours
    {
        get;
        init => field = value > 0 && 24 % value == 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(IntervalHours), value, "it must divide 24.");
    } = 8;

    /// <summary>Rates of their own at times of their own, ascending, instead of <see cref="Rate"/>; empty for none.</summary>
    public ImmutableArray<FundingPayment> Series { get; init; } = [];

    /// <summary>The payments that fall into the time of <paramref name="bars"/>; null when none does, or when they are all 0.</summary>
    public FundingSchedule? Schedule(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (!Enabled || bars.Count == 0)
            return null;
        if (!Series.IsEmpty)
            return ScheduleOf(Series);
        if (Rate == 0)
            return null;
        var step = TimeSpan.FromHours(IntervalHours).Ticks;
        var first = (bars.OpenTicks[0] + step - 1) / step;
        var last = bars.OpenTicks[^1] / step;
        long[] times = [.. Enumerable.Range(0, (int)Math.Max(0, last - first + 1)).Select(i => (first + i) * step)];
        return times.Length == 0 ? null : new FundingSchedule(times, [.. times.Select(_ => Rate)]);
    }

    /// <summary>The schedule of a series.</summary>
    /// <exception cref="ArgumentException">Times do not ascend.</exception>
    internal static FundingSchedule ScheduleOf(ImmutableArray<FundingPayment> series) =>
        new([.. series.Select(payment => payment.Time.Ticks)], [.. series.Select(payment => payment.Rate)]);

    /// <summary>Equal when all values are.</summary>
    public bool Equals(FundingPlan? other) => other is not null && Enabled == other.Enabled && Rate.Equals(other.Rate)
        && IntervalHours == other.IntervalHours && Series.AsSpan().SequenceEqual(other.Series.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Enabled, Rate, IntervalHours, Series.Length);
}
