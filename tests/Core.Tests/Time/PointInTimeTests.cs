using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Time;

public sealed class PointInTimeTests
{
    [Fact]
    public void Align_RowsAndDecisions_TakesTheLastRowKnownByThen()
    {
        var rows = new int[5];

        PointInTime.Align([10, 20, 20, 30], [9, 10, 19, 20, 99], rows);

        Assert.Equal([-1, 0, 0, 2, 3], rows);
    }

    [Fact]
    public void Align_AnySeries_EqualsTheSlowDefinition() => Prop.ForAll(Cases(), given =>
    {
        var rows = Align(given.Known, given.Decisions);
        return rows.SequenceEqual(given.Decisions.Select(decision => Array.FindLastIndex(given.Known, known => known <= decision)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Align_FutureAppendedOrAltered_ChangesNothingSeenBefore() => Prop.ForAll(Cases(), given =>
    {
        foreach (var now in given.Decisions)
        {
            var past = given.Decisions.Where(decision => decision <= now).ToArray();
            var seen = Align(given.Known, past);
            var altered = given.Known.Select(known => known <= now ? known : now + 1 + ((known - now) * 3)).Append(long.MaxValue).ToArray();
            if (!seen.SequenceEqual(Align(altered, past)) || seen.Any(row => row >= 0 && given.Known[row] > now))
                return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Align_ManyRows_AllocatesNothing()
    {
        var times = new long[10_000];
        var rows = new int[times.Length];
        PointInTime.Align(times, times, rows);
        var before = GC.GetAllocatedBytesForCurrentThread();

        PointInTime.Align(times, times, rows);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(times.Length - 1, rows[0]);
    }

    [Fact]
    public void Take_BeforeTheFirstRow_IsNaN()
    {
        var taken = new double[3];

        PointInTime.Take([1.5, 2.5], [-1, 0, 1], taken);

        Assert.Equal([double.NaN, 1.5, 2.5], taken);
    }

    [Fact]
    public void Align_TimesThatDescend_NamesTheRow()
    {
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => Align([20, 10], [30])).Message, StringComparison.Ordinal);
        Assert.Contains("Decision 1", Assert.Throws<ArgumentException>(() => Align([10], [30, 20])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PointInTime.Align([10], [30], new int[2]));
        Assert.Throws<ArgumentException>(() => PointInTime.Take([1], [0], new double[2]));
    }

    private static int[] Align(long[] known, long[] decisions)
    {
        var rows = new int[decisions.Length];
        PointInTime.Align(known, decisions, rows);
        return rows;
    }

    private static Arbitrary<(long[] Known, long[] Decisions)> Cases()
    {
        var times = Gen.Choose(0, 60).ArrayOf().Select(values => Array.ConvertAll(values.Order().ToArray(), value => (long)value));
        return (from known in times from decisions in times select (known, decisions)).ToArbitrary();
    }
}
