using System.Globalization;
using System.Text;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Regimes;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Regimes;

public sealed class RegimeHistoryTests
{
    private static readonly DateTime Monday = new(2024, 1, 8);

    [Theory]
    [InlineData(14.99, VolatilityLevel.Low)]
    [InlineData(15.0, VolatilityLevel.Normal)]
    [InlineData(25.0, VolatilityLevel.Normal)]
    [InlineData(25.01, VolatilityLevel.High)]
    public void At_VolatilityIndex_HasTheNominalThresholds(double vix, VolatilityLevel expected) =>
        Assert.Equal(expected, VixOver(vix).At(At("2024-01-08T21:15")).Volatility.Value);

    [Fact]
    public void At_IndexFallsBackWithinTheBand_StaysHigh()
    {
        var history = VixOver(30, 24.5, 24.5, 24.5, 23.9, 23.9);

        var levels = Days(5).Append(At("2024-01-16T22:00")).Select(time => history.At(time).Volatility.Value).ToArray();

        Assert.All(levels[..4], level => Assert.Equal(VolatilityLevel.High, level));
        Assert.Equal(VolatilityLevel.Normal, levels[^1]);
    }

    [Fact]
    public void At_OneDayAboveTheThreshold_ChangesNothing()
    {
        var history = VixOver(20, 26, 20, 26, 26);

        Assert.Equal(
            [VolatilityLevel.Normal, VolatilityLevel.Normal, VolatilityLevel.Normal, VolatilityLevel.Normal, VolatilityLevel.High],
            Days(5).Select(time => history.At(time).Volatility.Value));
    }

    [Fact]
    public void At_IndexNotYetPublished_SeesTheDayBefore()
    {
        var history = VixOver(20, 30, 30);

        Assert.Equal(30m, history.At(At("2024-01-09T21:15")).Volatility.Figures.Vix);
        Assert.Equal(20m, history.At(At("2024-01-09T21:14")).Volatility.Figures.Vix);
    }

    [Theory]
    [InlineData("2024-01-09T21:15", RegimeStatus.Current, VolatilityLevel.High)]
    [InlineData("2024-01-09T21:16", RegimeStatus.Late, VolatilityLevel.High)]
    [InlineData("2024-01-11T21:15", RegimeStatus.Late, VolatilityLevel.High)]
    [InlineData("2024-01-11T21:16", RegimeStatus.Stale, VolatilityLevel.Normal)]
    public void At_IndexOverdue_IsHeldForTwoDaysAndThenTheDefault(string time, RegimeStatus status, VolatilityLevel value)
    {
        var state = VixOver(30).At(At(time));

        Assert.Equal((status, value), (state.Volatility.Status, state.Volatility.Value));
        var warning = state.Warnings.SingleOrDefault(warning => warning.Dimension == "volatility");
        Assert.Equal(status == RegimeStatus.Current ? null : status, warning?.Status);
        Assert.Equal(status == RegimeStatus.Current ? null : "VIX", warning?.Source);
    }

    [Fact]
    public void At_Weekend_IsNotStale()
    {
        var history = new RegimeHistory(new RegimeInputs { Equity = Closes(Enumerable.Repeat(100.0, 300), weekdays: true) });
        var friday = Enumerable.Range(0, 7).Select(day => Monday.AddDays(7 + day)).First(day => day.DayOfWeek == DayOfWeek.Friday);

        Assert.Equal(RegimeStatus.Current, history.At(new DateTimeOffset(friday.AddDays(2), TimeSpan.Zero)).Equity.Status);
    }

    [Fact]
    public void At_NoInputs_AreTheDefaultsWithAWarningEach()
    {
        var state = new RegimeHistory(new RegimeInputs()).At(At("2024-01-08T00:00"));

        Assert.Equal(
            (EquityRegime.Neutral, VolatilityLevel.Normal, CryptoRegime.RiskOff, MacroRegime.Slowdown),
            (state.Equity.Value, state.Volatility.Value, state.Crypto.Value, state.Macro.Value));
        Assert.Equal(["crypto", "equity", "macro", "volatility"], state.Warnings.Select(warning => warning.Dimension));
        Assert.All(state.Warnings, warning => Assert.Equal(RegimeStatus.Missing, warning.Status));
    }

    [Fact]
    public void At_NoIndex_TakesRealisedVolatilityAndSaysSo()
    {
        // Calm for long, then wild: the present volatility is in the highest quarter.
        var closes = Enumerable.Range(0, 400).Select(i => 100 * (1 + ((i % 2 == 0 ? 1 : -1) * (i < 370 ? 0.001 * (1 + (i % 5)) : 0.05))));
        var bars = Closes(closes, weekdays: true);

        var state = new RegimeHistory(new RegimeInputs { Equity = bars }).At(new DateTimeOffset(bars.OpenTime(399)).AddHours(22));

        Assert.Equal((RegimeStatus.Substitute, VolatilityLevel.High, "SPY"), (state.Volatility.Status, state.Volatility.Value, state.Volatility.Source));
        Assert.Contains(state.Warnings, warning => warning.Dimension == "volatility" && warning.Status == RegimeStatus.Substitute);
    }

    [Theory]
    [InlineData(1, EquityRegime.Bull, CryptoRegime.RiskOn)]
    [InlineData(-1, EquityRegime.Bear, CryptoRegime.RiskOff)]
    public void At_SteadyTrend_IsReadFromAverageAndMomentum(int direction, EquityRegime equity, CryptoRegime crypto)
    {
        var closes = Enumerable.Range(0, 300).Select(i => 100 * Math.Exp(direction * 0.002 * i)).ToArray();
        var stocks = Closes(closes, weekdays: true);

        var state = new RegimeHistory(new RegimeInputs { Equity = stocks, Crypto = Closes(closes, weekdays: false) });

        Assert.Equal(equity, state.At(new DateTimeOffset(stocks.OpenTime(299)).AddHours(22)).Equity.Value);
        Assert.Equal(crypto, state.At(new DateTimeOffset(Monday.AddDays(300), TimeSpan.Zero)).Crypto.Value);
    }

    [Fact]
    public void At_PmiOfAMonth_CountsFromItsReport()
    {
        // Expansion in April, collapse in May; the report on May comes on 3 June at 14:00 UTC.
        var pmi = Published("PMI", [("2024-04-01", 55), ("2024-05-01", 40)]);
        var slope = Published("T10Y2Y", Enumerable.Range(0, 120).Select(day => new DateTime(2024, 3, 1).AddDays(day))
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => ($"{day:yyyy-MM-dd}", 1.0)));
        var history = new RegimeHistory(
            new RegimeInputs { Pmi = pmi, CurveSlope = slope }, new RegimeOptions { Macro = new MacroOptions { ConfirmationDays = 1 } });

        Assert.Equal(MacroRegime.Expansion, history.At(At("2024-06-03T13:59")).Macro.Value);
        Assert.Equal(MacroRegime.Recession, history.At(At("2024-06-03T14:00")).Macro.Value);
    }

    [Fact]
    public void At_AlteredFuture_IsTheSameState()
    {
        var random = new SeededRandom(5);
        for (var trial = 0; trial < 40; trial++)
        {
            var bars = RandomBars.Create(random, 420, Timeframe.D1);
            var cut = 260 + random.NextInt(150);
            var figures = Enumerable.Range(0, 420).Select(_ => 5 + (40 * random.NextDouble())).ToArray();
            var altered = figures.Select((figure, i) => i <= cut ? figure : 5 + (40 * random.NextDouble())).ToArray();
            var one = new RegimeHistory(Inputs(bars, figures));
            var other = new RegimeHistory(Inputs(RandomBars.WithOtherFuture(bars, cut, random), altered));

            for (var i = 0; i <= cut; i += 7)
            {
                var time = new DateTimeOffset(bars.OpenTime(i)).AddHours(20);
                Assert.Equal(one.At(time), other.At(time));
            }
        }

        static RegimeInputs Inputs(BarSeries bars, double[] figures)
        {
            var dates = bars.OpenTicks.ToArray();
            return new RegimeInputs
            {
                Equity = bars,
                Crypto = bars,
                VolatilityIndex = ReleaseCalendar.Publish("VIX", dates, figures),
                Pmi = ReleaseCalendar.Publish("PMI", dates, Array.ConvertAll(figures, figure => figure + 25)),
                CurveSlope = ReleaseCalendar.Publish("T10Y2Y", dates, Array.ConvertAll(figures, figure => figure - 25)),
            };
        }
    }

    [Fact]
    public void At_NoisyIndex_ChangesNoOftenerThanConfirmationsAllow()
    {
        var random = new SeededRandom(11);
        for (var trial = 0; trial < 30; trial++)
        {
            var needed = 1 + random.NextInt(6);
            var values = Enumerable.Range(0, 200).Select(_ => 10 + (20 * random.NextDouble())).ToArray();
            var history = VixOver(new RegimeOptions { Volatility = new VolatilityOptions { ConfirmationDays = needed } }, values);
            var levels = Days(200).Select(time => history.At(time).Volatility.Value).ToArray();

            var changes = Enumerable.Range(1, 199).Where(i => levels[i] != levels[i - 1]).ToArray();

            Assert.True(changes.Length <= 199 / needed, $"{changes.Length} changes with {needed} confirmations");
            Assert.All(changes.Zip(changes.Skip(1)), pair => Assert.True(pair.Second - pair.First >= needed));
        }
    }

    [Fact]
    public void At_IndexWithinTheBand_ChangesOnceAtMost()
    {
        var random = new SeededRandom(12);
        for (var trial = 0; trial < 30; trial++)
        {
            // Between 24.1 and 25.9, around the threshold of 25 with its band of 1: once high, always high.
            var history = VixOver([.. Enumerable.Range(0, 120).Select(_ => 24.1 + (1.8 * random.NextDouble()))]);
            var levels = Days(120).Select(time => history.At(time).Volatility.Value).ToArray();

            Assert.InRange(Enumerable.Range(1, 119).Count(i => levels[i] != levels[i - 1]), 0, 1);
        }
    }

    [Fact]
    public void At_RealHistory_DoesNotFlap()
    {
        var inputs = RealSeries.Inputs;
        var history = new RegimeHistory(inputs);
        var states = Enumerable.Range(0, 365 * 27).Select(day => history.At(At("1995-01-02T23:00").AddDays(day))).ToArray();

        // 27 years: bounds that a flapping classifier breaks at once. The file of the index lacks two Fridays, 1997-01-31 and
        // 1999-12-31, so that the Sundays after them take realised volatility; nothing else is ever stale.
        Assert.InRange(Changes(states.Select(state => state.Equity.Value)), 20, 27 * 6);
        Assert.InRange(Changes(states.Select(state => state.Volatility.Value)), 20, 27 * 12);
        Assert.InRange(Changes(states.Select(state => state.Macro.Value)), 10, 27 * 3);
        Assert.DoesNotContain(states, state => state.Equity.Status is RegimeStatus.Stale or RegimeStatus.Missing);
        Assert.Equal(
            [At("1997-02-02T23:00"), At("2000-01-02T23:00")],
            states.Where(state => state.Volatility.Status is not (RegimeStatus.Current or RegimeStatus.Late)).Select(state => state.AsOf));
        Assert.DoesNotContain(states, state => state.Macro.Status is RegimeStatus.Stale or RegimeStatus.Missing);

        static int Changes<T>(IEnumerable<T> values) => values.Zip(values.Skip(1)).Count(pair => !Equals(pair.First, pair.Second));
    }

    [Fact]
    public void ToJson_State_IsCanonicalAndReadsBack()
    {
        var state = VixOver(30).At(At("2024-01-09T22:00"));

        var json = state.ToJson();

        Assert.Equal(
            """{"asOf":"2024-01-09T22:00:00+00:00","crypto":{"figures":{},"knownAt":null,"source":"","status":"missing","value":"RISK_OFF"}"""
            + ""","equity":{"figures":{},"knownAt":null,"source":"","status":"missing","value":"NEUTRAL"}"""
            + ""","macro":{"figures":{},"knownAt":null,"source":"","status":"missing","value":"SLOWDOWN"}"""
            + ""","volatility":{"figures":{"vix":30},"knownAt":"2024-01-08T21:15:00+00:00","source":"VIX","status":"late","value":"HIGH"},"warnings":["""
            + """{"dimension":"crypto","knownAt":null,"message":"crypto: there is no figure to read, or too few of them; RiskOff is assumed.","source":"","status":"missing"},"""
            + """{"dimension":"equity","knownAt":null,"message":"equity: there is no figure to read, or too few of them; Neutral is assumed.","source":"","status":"missing"},"""
            + """{"dimension":"macro","knownAt":null,"message":"macro: there is no figure to read, or too few of them; Slowdown is assumed.","source":"","status":"missing"},"""
            + """{"dimension":"volatility","knownAt":"2024-01-08T21:15:00+00:00","message":"volatility: a newer figure of VIX is due (last known at 2024-01-08T21:15Z); High is held.","source":"VIX","status":"late"}]}""",
            Encoding.UTF8.GetString(json));
        Assert.Equal(state, MarketRegimeState.Parse(json));
        Assert.Equal(json, MarketRegimeState.Parse(json).ToJson());
    }

    [Fact]
    public void Keys_State_NameOneRegimeOfEachDimension()
    {
        var keys = VixOver(30).At(At("2024-01-08T22:00")).Keys;

        Assert.Equal(["crypto_risk_off", "equity_neutral", "macro_slowdown", "vol_high"], keys);
        Assert.Subset(RegimeKeys.All.ToHashSet(), keys.ToHashSet());
        Assert.Equal(11, RegimeKeys.All.Distinct().Count());
    }

    [Fact]
    public void FindProblem_BadOptions_NamesTheKey()
    {
        Assert.Null(new RegimeOptions().FindProblem());
        Assert.StartsWith("staleAfter", new RegimeOptions { StaleAfter = TimeSpan.FromTicks(-1) }.FindProblem());
        Assert.StartsWith("equity.averageDays", new RegimeOptions { Equity = new TrendOptions { AverageDays = 1 } }.FindProblem());
        Assert.StartsWith("crypto.longMomentumDays", new RegimeOptions { Crypto = new TrendOptions { LongMomentumDays = 9 } }.FindProblem());
        Assert.StartsWith("volatility.highAbove", new RegimeOptions { Volatility = new VolatilityOptions { HighAbove = 15 } }.FindProblem());
        Assert.StartsWith("volatility.band", new RegimeOptions { Volatility = new VolatilityOptions { Band = double.NaN } }.FindProblem());
        Assert.StartsWith("macro.recessionBelow", new RegimeOptions { Macro = new MacroOptions { RecessionBelow = 51 } }.FindProblem());
        Assert.StartsWith("macro.confirmationDays", new RegimeOptions { Macro = new MacroOptions { ConfirmationDays = 0 } }.FindProblem());
        var bad = Assert.Throws<ArgumentException>(() => new RegimeHistory(new RegimeInputs(), new RegimeOptions { Equity = new TrendOptions { TrendBand = -1 } }));
        Assert.Contains("equity.trendBand is -1", bad.Message);
    }

    [Fact]
    public void Constructor_BarsOfFourHours_NamesTheSymbol() =>
        Assert.Contains("RANDOM has H4 bars", Assert.Throws<ArgumentException>(
            () => new RegimeHistory(new RegimeInputs { Equity = RandomBars.Create(new SeededRandom(1), 10) })).Message);

    private static RegimeHistory VixOver(params double[] values) => VixOver(new RegimeOptions(), values);

    private static RegimeHistory VixOver(RegimeOptions options, double[] values) => new(
        new RegimeInputs { VolatilityIndex = ReleaseCalendar.Publish("VIX", Days(values.Length).Select(time => time.Date.Ticks).ToArray(), values) }, options);

    // A minute before midnight UTC of each session from a Monday on.
    private static IEnumerable<DateTimeOffset> Days(int count) => Enumerable.Range(0, int.MaxValue)
        .Select(day => Monday.AddDays(day))
        .Where(day => TradingCalendar.For(Market.UsEquities).IsSession(DateOnly.FromDateTime(day)))
        .Take(count)
        .Select(day => new DateTimeOffset(day.AddMinutes(1439), TimeSpan.Zero));

    private static BarSeries Closes(IEnumerable<double> closes, bool weekdays)
    {
        var values = closes.ToArray();
        // Ends soon after the Monday, so that US sessions are whole weeks without a holiday at the end.
        var ticks = Enumerable.Range(0, 3 * values.Length)
            .Select(day => weekdays ? Monday.AddDays(11 - day) : Monday.AddDays(values.Length - 1 - day))
            .Where(day => !weekdays || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Take(values.Length).Select(day => day.Ticks).Reverse().ToArray();
        return new BarSeries(weekdays ? "SPY" : "BTCUSDT", Timeframe.D1, ticks, values, values, values, values, values);
    }

    private static Observations Published(string symbol, IEnumerable<(string Date, double Value)> rows) => ReleaseCalendar.Publish(
        symbol, rows.Select(row => At(row.Date + "T00:00").UtcTicks).ToArray(), rows.Select(row => row.Value).ToArray());

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc + "Z", CultureInfo.InvariantCulture);
}
