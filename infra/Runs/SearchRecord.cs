using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Scoring.Examination;
using Serverless.Core.Strategies;
using Serverless.Core.Validation.Overfitting;
using Serverless.Infra.Experiments;
using Serverless.Infra.Runs.Reports;

namespace Serverless.Infra.Runs;

/// <summary>The files of a search: every trial with its parameters and figures, and a summary with the best of them.</summary>
public sealed class SearchRecord
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private static readonly JsonSerializerOptions Keys = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter() } };
    private readonly RunOrigin origin;
    private readonly StrategySchema strategy;
    private readonly BarSeries bars;

    private SearchRecord(RunOrigin origin, StrategySchema strategy, BarSeries bars) => (this.origin, this.strategy, this.bars) = (origin, strategy, bars);

    /// <summary>Of a search around a run of one strategy.</summary>
    /// <param name="origin">The run.</param>
    /// <param name="strategy">The strategy.</param>
    /// <param name="bars">The series.</param>
    /// <param name="search">What decides the search beside the run; becomes part of the configuration.</param>
    public static SearchRecord Of<T>(RunOrigin origin, StrategySchema strategy, BarSeries bars, T search)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return new SearchRecord(origin.WithSearch(JsonSerializer.SerializeToNode(search, Keys)!), strategy, bars);
    }

    /// <summary>Of a search around a run of models. The record is of one series: of several, it names none.</summary>
    /// <param name="configuration">What is run.</param>
    /// <param name="run">The run, prepared.</param>
    /// <param name="codeVersion">Version of the code.</param>
    /// <param name="search">What decides the search beside the run.</param>
    public static SearchRecord Of<T>(PlatformConfiguration configuration, ModelRun run, string codeVersion, T search) =>
        Of(ModelRunRecord.OriginOf(configuration, run, codeVersion), ModelAxes.SchemaOf(configuration), run.Traded[0].As("models"), search);

    /// <summary>Of a sweep; its best set is the best by one figure, the first of equals.</summary>
    /// <param name="rows">All sets; at least one.</param>
    /// <param name="excluded">Combinations that were not run, for they do not go together.</param>
    /// <param name="by">The figure; null for the Sharpe ratio.</param>
    public Task<RunFiles<SearchSummary>> OfSweepAsync(IReadOnlyList<SweepRow> rows, int excluded, SweepFigure? by = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var best = (by ?? SweepFigure.All[0]).Rank(rows)[0];
        return CreateAsync(ExperimentKind.Sweep, [SweepTable.Of(rows)], best.Metrics is null ? null : best.Parameters, best.Metrics, new JsonObject
        {
            ["trials"] = rows.Count,
            ["excluded"] = excluded,
            ["failed"] = rows.Count(row => row.Failure is not null),
        });
    }

    /// <summary>Of an optimisation; the figures are those of the best trial, on the bars that the search saw.</summary>
    public Task<RunFiles<SearchSummary>> OfOptimizationAsync(OptimizationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var best = result.ToLog().Best;
        return CreateAsync(ExperimentKind.Optimization, [TrialRows.Of(result.Trials)], best?.Proposal.Parameters, best?.Metrics, new JsonObject
        {
            ["trials"] = result.Trials.Count,
            ["parameterSets"] = result.Multiplicity.ParameterSets,
            ["sharpeVariance"] = result.Multiplicity.SharpeVariance,
            ["deflatedSharpe"] = DeflatedSharpe.Of(result)?.Probability,
            ["objective"] = best?.Objective,
            ["outOfSample"] = JsonSerializer.SerializeToNode(result.OutOfSample?.Metrics, Json),
        });
    }

    /// <summary>Of an examination; the figures are those of the best trial over all bars.</summary>
    public Task<RunFiles<SearchSummary>> OfExaminationAsync(StrategyExamination examination)
    {
        ArgumentNullException.ThrowIfNull(examination);
        var best = examination.Best;
        return CreateAsync(ExperimentKind.Examination, [SweepTable.Of(examination.Trials)], best.Parameters, best.Metrics, new JsonObject
        {
            ["trials"] = examination.Trials.Count,
            ["proven"] = examination.IsProven ? 1 : 0,
            ["strength"] = examination.Strength,
            ["outOfSample"] = JsonSerializer.SerializeToNode(examination.WalkForward.OutOfSample, Json),
            [StoredExaminations.WalkForward] = JsonSerializer.SerializeToNode(examination.Windows, RunJson.Options),
            [StoredExaminations.Gates] = JsonSerializer.SerializeToNode(examination.Checks, RunJson.Options),
            ["checks"] = new JsonObject(examination.Checks.Select(check => KeyValuePair.Create(check.Name, JsonSerializer.SerializeToNode(check.Value, Json)))),
        });
    }

    private Task<RunFiles<SearchSummary>> CreateAsync(
        ExperimentKind kind, IReadOnlyList<ResultTable> tables, IReadOnlyDictionary<string, double>? best, PerformanceMetrics? figures, JsonObject search)
    {
        var symbol = string.Concat(bars.Symbol.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        var runId = origin.IdOf($"{kind.ToString().ToLowerInvariant()}-{strategy.Name}-{symbol}");
        return RunFiles<SearchSummary>.CreateAsync(runId, tables, (runHash, described) => new SearchSummary
        {
            Kind = kind,
            RunId = runId,
            RunHash = runHash,
            Strategy = strategy.Name,
            Symbol = bars.Symbol,
            Timeframe = bars.Timeframe,
            Best = best?.ToDictionary(pair => pair.Key, pair => strategy.Input(pair.Key).Format(pair.Value)),
            Figures = figures,
            Search = search,
            Tables = described,
            ConfigurationHash = origin.ConfigurationHash,
            DataHash = origin.DataHash,
            CodeVersion = origin.CodeVersion,
            Configuration = origin.Configuration,
        });
    }
}
