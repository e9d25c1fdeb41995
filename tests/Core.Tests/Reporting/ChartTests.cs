using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Reporting.Charts;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Tests.Reporting;

public sealed class ChartTests
{
    [Fact]
    public void DownSample_AnySeries_KeepsEndsAndExtremesOfEveryColumn()
    {
        var cases = Gen.ArrayOf(Gen.Choose(-50, 50)).Where(values => values.Length > 0);
        Prop.ForAll(cases.ToArbitrary(), values =>
        {
            double[] x = [.. values.Select((_, index) => index / 7.0)], y = [.. values.Select(value => (double)value)];

            var kept = DownSample.Columns(x, y);

            Assert.Equal(kept.Order().Distinct(), kept);
            Assert.Equal((0, values.Length - 1), (kept[0], kept[^1]));
            foreach (var column in Enumerable.Range(0, values.Length).GroupBy(index => Math.Floor(x[index])))
            {
                var inside = kept.Where(index => Math.Floor(x[index]) == column.Key).ToList();
                Assert.InRange(inside.Count, 1, 4);
                Assert.Equal((column.Min(index => y[index]), column.Max(index => y[index])), (inside.Min(index => y[index]), inside.Max(index => y[index])));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void DownSample_Gap_StaysOpen()
    {
        var kept = DownSample.Columns([0, 0.1, 0.2, 0.3, 0.4], [1, double.NaN, double.NaN, 2, 3]);

        Assert.Contains(kept, index => index is 1 or 2);
        Assert.Contains(0, kept);
        Assert.Contains(3, kept);
    }

    [Theory]
    [InlineData(0, 97, 20)]
    [InlineData(-0.8, 0, 0.2)]
    [InlineData(1.1, 1.2, 0.02)]
    [InlineData(96_000, 3_400_000, 1_000_000)]
    public void Step_Range_IsRound(double low, double high, double step) => Assert.Equal(step, Ticks.Step(low, high, 6), 9);

    [Theory]
    [InlineData("2018-01-01", "2023-12-31", "2018", "2023")]
    [InlineData("2023-01-15", "2023-12-20", "2023-03", "2023-11")]
    [InlineData("2024-02-01", "2024-02-20", "02-05", "02-19")]
    public void TimeTicks_Range_AreRoundDates(string from, string to, string first, string last)
    {
        long Ticks(string date) => DateTime.ParseExact(date, "yyyy-MM-dd", null).Ticks;

        var ticks = TimeTicks.Between(Ticks(from), Ticks(to));

        Assert.InRange(ticks.Count, 3, 12);
        Assert.Equal((first, last), (ticks[0].Label, ticks[^1].Label));
        Assert.All(ticks, tick => Assert.InRange(tick.Ticks, Ticks(from), Ticks(to)));
    }

    [Theory]
    [InlineData(CellKind.Percent, 0.025, 0.025, "2.5 %")]
    [InlineData(CellKind.Percent, -0.2, 0.2, "−20 %")]
    [InlineData(CellKind.Ratio, 1.12, 0.02, "1.12")]
    [InlineData(CellKind.Money, 2_000_000, 1_000_000, "2,000,000")]
    public void AxisText_Step_DecidesDecimals(CellKind kind, double value, double step, string text) => Assert.Equal(text, AxisText.Of(kind, value, step));

    [Fact]
    public void Draw_FlatSeries_LiesInTheMiddle()
    {
        var chart = new LineChart("flat", "Flat", "It is flat.", new ReportTable("flat-table", "c", ["a"], [])) { Series = [new ChartSeries("one", [0, 1], [5, 5])], CountsDays = true };

        Assert.DoesNotContain("NaN", ChartDrawing.Of(chart).ToString(), StringComparison.Ordinal);
    }
}
