using System.Globalization;
using System.Text.Json;
using Serverless.Core.MarketData;
using Serverless.Testing;

namespace Serverless.EndToEnd;

/// <summary>The command that the README names, as a user runs it.</summary>
public sealed class DemoTests
{
    private static readonly DateTimeOffset Start = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Demo_FolderWithCorruptFiles_NamesThemAndEvaluatesTheRest()
    {
        var folder = Directory.CreateTempSubdirectory("serverless-demo-test-");
        try
        {
            var rows = Rows(SyntheticMarket.Generate("GOODUSD", Timeframe.H4, Start, 2 * 365 * 6, seed: 3));
            Write(folder, "GOODUSD_4h.csv", [.. rows.Take(100), rows[100].Replace(rows[100].Split(',')[1], "12x", StringComparison.Ordinal), .. rows.Skip(101)]);
            Write(folder, "NOCLOSEUSD_4h.csv", [.. rows.Select(row => string.Join(',', row.Split(',').Where((_, column) => column != 4)))]);
            File.WriteAllBytes(Path.Combine(folder.FullName, "CUTUSD_4h.csv.gz"), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

            var result = await CliProcess.RunAsync("demo", "--json", "--no-wait", "--data", folder.FullName);

            Assert.True(result.ExitCode == 0, result.Errors);
            var report = JsonDocument.Parse(result.Output).RootElement;
            Assert.Equal("Completed", report.GetProperty("status").GetString());
            Assert.All(report.GetProperty("scorecard").GetProperty("rows").EnumerateArray(), row => Assert.Equal("GOODUSD", row.GetProperty("symbol").GetString()));
            Assert.Contains("GOODUSD_4h.csv line 102", result.Errors, StringComparison.Ordinal);
            Assert.Contains("NOCLOSEUSD_4h.csv", result.Errors, StringComparison.Ordinal);
            Assert.Contains("CUTUSD_4h.csv.gz", result.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Demo_NothingAtThePath_SaysSoAndEndsWithUsageError()
    {
        var result = await CliProcess.RunAsync("demo", "--no-wait", "--data", "/nowhere/at/all");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("/nowhere/at/all", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--strategies 59", "60 to 200")]
    [InlineData("--strategies many", "many")]
    [InlineData("--sead 1", "--sead")]
    public async Task Demo_WrongOption_NamesItAndEndsWithUsageError(string options, string named)
    {
        var result = await CliProcess.RunAsync(["demo", .. options.Split(' ')]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(named, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_FiveYearsOfBitcoinAndEther_TwiceTheSameScorecard()
    {
        Assert.SkipWhen(RepositoryPaths.Shared is null, "../shared is not here: no real market data.");
        var crypto = Path.Combine(RepositoryPaths.Shared!, "data", "crypto");
        var folder = Directory.CreateTempSubdirectory("serverless-demo-test-");
        try
        {
            foreach (var file in new[] { "BTCUSDT_binance_4h_2019-01_2025-11.csv.gz", "ETHUSDT_binance_1h_2017-08_2022-10.csv.gz" })
                File.CreateSymbolicLink(Path.Combine(folder.FullName, file), Path.Combine(crypto, file));

            var first = await CliProcess.RunAsync("demo", "--json", "--no-wait", "--data", folder.FullName);
            var second = await CliProcess.RunAsync("demo", "--json", "--no-wait", "--data", folder.FullName);

            Assert.True(first.ExitCode == 0, first.Errors);
            Assert.True(second.ExitCode == 0, second.Errors);
            var (one, two) = (JsonDocument.Parse(first.Output).RootElement, JsonDocument.Parse(second.Output).RootElement);
            Assert.Equal(60, one.GetProperty("scorecard").GetProperty("rows").GetArrayLength());
            Assert.Equal(one.GetProperty("scorecard").GetRawText(), two.GetProperty("scorecard").GetRawText());
            Assert.Equal(one.GetProperty("scorecardSha256").GetString(), two.GetProperty("scorecardSha256").GetString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<string> Rows(BarSeries series) => [.. Enumerable.Range(0, series.Count).Select(i => string.Join(
        ',',
        series.OpenTime(i).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        Text(series.Open[i]),
        Text(series.High[i]),
        Text(series.Low[i]),
        Text(series.Close[i]),
        Text(series.Volume[i])))];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Write(DirectoryInfo folder, string name, IEnumerable<string> rows)
    {
        var columns = rows.First().Split(',').Length == 6 ? "time,open,high,low,close,volume" : "time,open,high,low,volume";
        File.WriteAllLines(Path.Combine(folder.FullName, name), rows.Prepend(columns));
    }
}
