using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Strategies;
using Serverless.Infra.Experiments;
using Serverless.Infra.Runs;
using Serverless.Infra.Runs.Reports;

namespace Serverless.Infra.Tests.Experiments;

/// <summary>Records and runs to be recorded.</summary>
internal static class Records
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly BarSeries Bars = SyntheticMarket.Generate("SYN-USD", Timeframe.H4, Start, 600, seed: 1);

    public static ExperimentRecord Create(string id, string name = "alpha", int day = 0, double sharpe = 1, string version = "1") => new()
    {
        Id = id,
        Name = name,
        Kind = ExperimentKind.Backtest,
        Status = ExperimentStatus.Completed,
        RecordedAt = Start.AddDays(day),
        LastRunAt = Start.AddDays(day),
        ConfigurationHash = new string('c', 64),
        DataHash = new string('d', 64),
        CodeVersion = "1.0.0",
        ResultHash = new string('e', 64),
        Models = [new("sma-cross", version)],
        Data = [new("SYN-USD", "H4", new string('d', 64))],
        Parameters = Sorted<string>(("fast", "10"), ("allow_short", "true")),
        Metrics = Sorted(("sharpe", sharpe), ("max_drawdown", 0.25), ("sma-cross SYN-USD/profit", 12.5)),
        Artefacts = [new("summary.json", $"runs/{id}/summary.json", new string('f', 64))],
    };

    public static ImmutableSortedDictionary<string, T> Sorted<T>(params (string Key, T Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public static async Task<RunFiles<RunSummary>> RunAsync(double fast = 10, double commission = 4)
    {
        var values = ImmutableSortedDictionary<string, double>.Empty.Add("fast", fast).Add("slow", 30);
        var configuration = Configuration(fast, commission);
        var origin = new RunOrigin("sma-cross", configuration, Core.Configuration.ConfigurationHash.Of(configuration), ContentHash.Of(Bars), "1.0.0");
        var result = EventBacktester.Run(Bars, StrategyCatalog.Get("sma-cross"), values, new BacktestSettings(), ..);
        return await RunRecord.CreateAsync(origin, Bars, result);
    }

    /// <summary>An examination of the strategy of a run on its bars, of which one check is known.</summary>
    public static RunFiles<SearchSummary> Examination(string id, RunSummary of, double fast, int trials, double commission = 4)
    {
        var configuration = Configuration(fast, commission);
        configuration["search"] = new JsonObject { ["ranges"] = new JsonObject { ["fast"] = "5..50" } };
        var summary = new SearchSummary
        {
            Kind = ExperimentKind.Examination,
            RunId = id,
            RunHash = new string('e', 64),
            Strategy = of.Strategy,
            Symbol = of.Symbol,
            Timeframe = of.Timeframe,
            Best = null,
            Figures = null,
            Search = new JsonObject
            {
                ["trials"] = trials,
                [StoredExaminations.Gates] = JsonSerializer.SerializeToNode<EvidenceCheck[]>([new("trades", 40, 30, 1, true, null)], RunJson.Options),
            },
            Tables = [],
            ConfigurationHash = Core.Configuration.ConfigurationHash.Of(configuration),
            DataHash = of.DataHash,
            CodeVersion = of.CodeVersion,
            Configuration = configuration,
        };
        return new(id, summary, [(RunFiles.SummaryName, JsonSerializer.SerializeToUtf8Bytes(summary, RunJson.Options))]);
    }

    private static JsonNode Configuration(double fast, double commission) => JsonNode.Parse(FormattableString.Invariant(
        $$$"""{"commission":{"bps":{{{commission}}}},"strategies":[{"name":"sma-cross","version":1,"parameters":{"fast":{{{fast}}},"slow":30,"allow_short":true}}]}"""))!;
}
