using System.Text.Json.Nodes;
using Serverless.Core.MarketData;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Infra.Runs.Reports;

/// <summary>A run of models as reports read it.</summary>
internal static class ModelReportRun
{
    public static ReportRun Of(StoredRun run)
    {
        var summary = run.SummaryAs<ModelRunSummary>();
        var equity = run.Table("equity");
        var bars = summary.Series.Where(series => series.Timeframe is not null).ToList();
        var timeframe = bars.Count == 0 ? Timeframe.D1 : bars.Min(series => series.Timeframe!.Value);
        var reader = new RunTableReader(run);
        var curve = ReportRuns.Curve(
            Array.ConvertAll(equity.Column<DateTime>("time"), time => time.Ticks),
            summary.InitialEquity,
            equity.Column<double>("equity"),
            ReportRuns.PerYear(summary.Figures, timeframe, market: null));
        var decisions = Decisions(run, summary.Configuration);
        return new ReportRun
        {
            RunId = summary.RunId,
            RunHash = summary.RunHash,
            Title = $"{summary.Experiment}: {string.Join(", ", summary.Models.Select(model => model.Name))}",
            Symbols = [.. summary.Series.Select(series => new RunSymbol(series.Symbol, series.Timeframe, series.Count, series.DataHash))],
            Timeframe = timeframe,
            Market = null,
            Curve = curve,
            Figures = summary.Figures,
            Costs = summary.Costs,
            Trades = reader.Trades(),
            Fills = reader.Fills(),
            Sleeves = Sleeves(run, summary, curve.Equity.Length),
            Decisions = decisions,
            Benchmark = run.HasTable("benchmark") ? Benchmark(run.Table("benchmark")) : null,
            Limits = [.. decisions.Adjustments.Concat(reader.Guards()).OrderBy(limit => limit.Time)],
            Messages = [.. reader.Messages().Concat(Skips(decisions)).OrderBy(message => message.Time)],
            Warnings = summary.Warnings,
            Liquidity = summary.Liquidity,
            Failure = summary.Failure,
            ConfigurationHash = summary.ConfigurationHash,
            DataHash = summary.DataHash,
            CodeVersion = summary.CodeVersion,
            Configuration = summary.Configuration,
        };
    }

    // A close is all that a comparison asks for.
    private static BarSeries? Benchmark(StoredTable table)
    {
        if (table.Rows == 0)
            return null;
        var close = table.Column<double>("close");
        return new BarSeries(
            table.Column<string>("symbol")[0], Timeframe.D1, Array.ConvertAll(table.Column<DateTime>("time"), time => time.Ticks), close, close, close, close, new double[close.Length]);
    }

    private static List<RunSleeve> Sleeves(StoredRun run, ModelRunSummary summary, int steps)
    {
        var table = run.Table("model_equity");
        var names = table.Column<string>("model");
        var (budgets, profits, returns) = (table.Column<double>("budget"), table.Column<double>("profit"), table.Column<double>("return"));
        var sleeves = new List<RunSleeve>();
        foreach (var model in summary.Models)
        {
            // Rows of a model are in one piece, a row for each step.
            var first = Array.IndexOf(names, model.Name);
            double[] Own(double[] column) => first < 0 ? new double[steps] : column[first..(first + steps)];
            sleeves.Add(new RunSleeve
            {
                Name = model.Name,
                Version = model.Version,
                Budget = Own(budgets),
                Profit = Own(profits),
                Return = Own(returns),
                Figures = model.Figures,
                Failure = model.Failure?.ToString(),
            });
        }

        return sleeves;
    }

    private static RunDecisions Decisions(StoredRun run, JsonNode configuration) => new()
    {
        All = All(run.Table("decisions")),
        Wishes = Wishes(run.Table("attribution")),
        Adjustments = Adjustments(run.Table("adjustments")),
        Skips = Skipped(run.Table("skipped")),
        Holdings = Holdings(run.Table("holdings")),
        Classes = (configuration["assets"] as JsonObject ?? []).ToDictionary(asset => asset.Key, asset => asset.Value?["class"]?.GetValue<string>() ?? ""),
    };

    private static List<RunDecision> All(StoredTable table)
    {
        var (times, values) = (table.Column<DateTime>("time"), table.Column<double>("nav"));
        var (drawdowns, limited) = (table.Column<double>("drawdown"), table.Column<bool>("in_drawdown"));
        var regimes = RunDecisions.Dimensions.Select(table.Column<string>).ToList();
        return [.. Enumerable.Range(0, table.Rows).Select(i => new RunDecision(times[i], values[i], drawdowns[i], limited[i], [.. regimes.Select(column => column[i])]))];
    }

    private static List<RunWish> Wishes(StoredTable table)
    {
        var (times, models, symbols) = (table.Column<DateTime>("time"), table.Column<string>("model"), table.Column<string>("symbol"));
        var (budgets, wishes, asked, allowed) = (table.Column<double>("budget"), table.Column<double>("wish"), table.Column<double>("asked"), table.Column<double>("allowed"));
        var (allAsked, allAllowed) = (table.Column<double>("symbol_asked"), table.Column<double>("symbol_allowed"));
        var (held, planned) = (table.Column<double>("symbol_held"), table.Column<double>("symbol_planned"));
        return [.. Enumerable.Range(0, table.Rows).Select(i => new RunWish(times[i], models[i], symbols[i], budgets[i], wishes[i], asked[i], allowed[i])
        {
            SymbolAsked = allAsked[i],
            SymbolAllowed = allAllowed[i],
            SymbolHeld = held[i],
            SymbolPlanned = planned[i],
        })];
    }

    private static List<RunLimit> Adjustments(StoredTable table)
    {
        var (times, limits, subjects) = (table.Column<DateTime>("time"), table.Column<string>("limit"), table.Column<string>("subject"));
        var (allowed, before, after) = (table.Column<double>("allowed"), table.Column<double>("before"), table.Column<double>("after"));
        return [.. Enumerable.Range(0, table.Rows).Select(i => new RunLimit(times[i], limits[i], subjects[i], allowed[i], before[i], after[i], "targets reduced"))];
    }

    private static List<RunSkip> Skipped(StoredTable table)
    {
        var (times, models) = (table.Column<DateTime>("time"), table.Column<string>("model"));
        var (symbols, reasons) = (table.Column<string>("symbol"), table.Column<string>("reason"));
        return [.. Enumerable.Range(0, table.Rows).Select(i => new RunSkip(times[i], models[i], symbols[i], reasons[i]))];
    }

    private static List<RunHolding> Holdings(StoredTable table)
    {
        var (times, models, symbols) = (table.Column<DateTime>("time"), table.Column<string>("model"), table.Column<string>("symbol"));
        var (units, weights) = (table.Column<double>("units"), table.Column<double>("weight"));
        return [.. Enumerable.Range(0, table.Rows).Select(i => new RunHolding(times[i], models[i], symbols[i], units[i], weights[i])).OrderBy(holding => holding.Time)];
    }

    // An asset that could not be decided on is a matter of data; a trade left out is not.
    private static IEnumerable<RunMessage> Skips(RunDecisions decisions) =>
        decisions.Skips.Where(skip => skip.Model.Length > 0).Select(skip => new RunMessage(skip.Time, "not decided", $"{skip.Model}, {skip.Symbol}"));
}
