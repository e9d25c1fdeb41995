using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Time;

namespace Serverless.Infra.Runs.Reports;

/// <summary>Makes of stored runs, whatever their kind, what reports read.</summary>
public static class ReportRuns
{
    /// <summary>Reads a run that lies in a folder.</summary>
    /// <exception cref="InvalidDataException">The folder holds no run, or files are missing or damaged; the message says which and what to do.</exception>
    public static async Task<ReportRun> OpenAsync(string folder, CancellationToken cancellationToken) => Of(await StoredRun.OpenAsync(folder, cancellationToken));

    /// <summary>A run as reports read it.</summary>
    /// <exception cref="InvalidDataException">A table lacks something that reports need.</exception>
    public static ReportRun Of(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Has("models") ? ModelReportRun.Of(run) : run.Has("strategies") ? Portfolio(run) : Single(run);
    }

    private static ReportRun Single(StoredRun run)
    {
        var summary = run.SummaryAs<RunSummary>();
        var table = run.Table("equity");
        var market = MarketOf(summary.Configuration);
        var length = summary.Timeframe.Length().Ticks;
        var reader = new RunTableReader(run, summary.Strategy, summary.Symbol);
        return new ReportRun
        {
            RunId = summary.RunId,
            RunHash = summary.RunHash,
            Title = $"{summary.Strategy} on {summary.Symbol}, {summary.Timeframe}",
            Symbols = [new RunSymbol(summary.Symbol, summary.Timeframe, table.Rows, summary.DataHash)],
            Timeframe = summary.Timeframe,
            Market = market,
            Curve = Curve(
                Array.ConvertAll(table.Column<DateTime>("time"), time => time.Ticks + length), summary.InitialEquity, table.Column<double>("equity"), PerYear(summary.Figures, summary.Timeframe, market)),
            Figures = summary.Figures,
            Costs = summary.Costs,
            Trades = reader.Trades(),
            Fills = reader.Fills(),
            Limits = reader.Guards(),
            Messages = reader.Messages(),
            PathDependence = summary.PathDependence,
            Liquidity = summary.Liquidity,
            Failure = summary.Failure,
            ConfigurationHash = summary.ConfigurationHash,
            DataHash = summary.DataHash,
            CodeVersion = summary.CodeVersion,
            Configuration = summary.Configuration,
        };
    }

    private static ReportRun Portfolio(StoredRun run)
    {
        var summary = run.SummaryAs<PortfolioSummary>();
        var table = run.Table("equity");
        var market = MarketOf(summary.Configuration);
        var timeframe = summary.Symbols.Min(symbol => symbol.Timeframe);
        var reader = new RunTableReader(run);
        var profits = Profits(run);
        var curve = Curve(
            Array.ConvertAll(table.Column<DateTime>("time"), time => time.Ticks), summary.InitialEquity, table.Column<double>("equity"), PerYear(summary.Figures, timeframe, market));
        return new ReportRun
        {
            RunId = summary.RunId,
            RunHash = summary.RunHash,
            Title = $"{summary.Strategies.Count} strategies on {string.Join(", ", summary.Symbols.Select(symbol => symbol.Symbol))}",
            Symbols = [.. summary.Symbols.Select(symbol => new RunSymbol(symbol.Symbol, symbol.Timeframe, symbol.Bars, symbol.DataHash))],
            Timeframe = timeframe,
            Market = market,
            Curve = curve,
            Figures = summary.Figures,
            Costs = summary.Costs,
            Trades = reader.Trades(),
            Fills = reader.Fills(),
            Sleeves = [.. summary.Strategies.Select(one => Sleeve(one, curve, profits[one.Name]))],
            Limits = reader.Guards(),
            Messages = reader.Messages(),
            Liquidity = summary.Liquidity,
            Failure = summary.Failure,
            ConfigurationHash = summary.ConfigurationHash,
            DataHash = summary.DataHash,
            CodeVersion = summary.CodeVersion,
            Configuration = summary.Configuration,
        };
    }

    private static RunSleeve Sleeve(PortfolioMemberSummary member, ReportCurve curve, double[] profit) => new()
    {
        Name = member.Name,
        Budget = [.. Enumerable.Repeat(member.Budget, curve.Equity.Length)],
        Profit = profit[..curve.Equity.Length],
        Return = RunSleeve.OnBudget(curve, member.Budget, profit),
        Failure = member.Failure?.ToString(),
    };

    private static Dictionary<string, double[]> Profits(StoredRun run)
    {
        var table = run.Table("profits");
        return table.Column<string>("strategy").Zip(table.Column<double>("profit"))
            .GroupBy(row => row.First, row => row.Second)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    // A ruined account has no returns from its ruin on.
    internal static ReportCurve Curve(long[] ticks, double initial, double[] equity, double perYear)
    {
        var alive = Array.FindIndex(equity, value => !(value > 0)) is >= 0 and var ruin ? ruin : equity.Length;
        return new ReportCurve(ticks[..alive], initial, equity[..alive], perYear);
    }

    internal static double PerYear(PerformanceMetrics? figures, Timeframe timeframe, Market? market) =>
        figures is { BarsPerYear: > 0 and var perYear } ? perYear : timeframe.BarsPerYear(market ?? Market.Crypto);

    private static Market? MarketOf(JsonNode configuration) =>
        configuration["market"]?.GetValue<string>() is { } name && Enum.GetValues<Market>().FirstOrDefault(market => JsonNamingPolicy.SnakeCaseLower.ConvertName(market.ToString()) == name) is var found
            ? found
            : null;
}
