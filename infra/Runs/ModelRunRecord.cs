using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.Regimes;

namespace Serverless.Infra.Runs;

/// <summary>The files of a run of models on one account.</summary>
public static class ModelRunRecord
{
    /// <summary>Makes the files of a run.</summary>
    /// <param name="configuration">What was run.</param>
    /// <param name="run">The run, prepared.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="codeVersion">Version of the code.</param>
    public static Task<RunFiles<ModelRunSummary>> CreateAsync(
        PlatformConfiguration configuration, ModelRun run, ModelRunResult result, string codeVersion)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(result);
        var origin = OriginOf(configuration, run, codeVersion);
        var runId = origin.IdOf($"models-{new string([.. configuration.Experiment.ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')])}");
        return RunFiles<ModelRunSummary>.CreateAsync(
            runId, ModelTables.Of(run.Traded, result), (runHash, tables) => Summarise(runId, runHash, tables, origin, configuration, run, result));
    }

    /// <summary>What a run is made of.</summary>
    /// <param name="configuration">What is run.</param>
    /// <param name="run">The run, prepared.</param>
    /// <param name="codeVersion">Version of the code.</param>
    public static RunOrigin OriginOf(PlatformConfiguration configuration, ModelRun run, string codeVersion)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(run);
        var schema = PlatformSchema.For([.. configuration.Models.Values.Select(model => model.Model)]);
        return new RunOrigin("models", schema.Write(configuration)!, configuration.Hash, run.Data.Hash, codeVersion);
    }

    private static ModelRunSummary Summarise(
        string runId,
        string runHash,
        IReadOnlyList<RunTableFile> tables,
        RunOrigin origin,
        PlatformConfiguration configuration,
        ModelRun run,
        ModelRunResult result)
    {
        var portfolio = result.Portfolio;
        return new ModelRunSummary
        {
            RunId = runId,
            RunHash = runHash,
            Experiment = configuration.Experiment,
            FirstClose = portfolio.CloseTicks is [var first, ..] ? new DateTime(first, DateTimeKind.Utc) : null,
            LastClose = portfolio.CloseTicks is [.., var last] ? new DateTime(last, DateTimeKind.Utc) : null,
            InitialEquity = portfolio.Settings.InitialEquity,
            FinalEquity = portfolio.Equity.LastOrDefault(portfolio.Settings.InitialEquity),
            Unallocated = result.Unallocated,
            Figures = portfolio.Metrics,
            BalancedPerformance = portfolio.Metrics is { } figures ? Core.Metrics.BalancedPerformance.Of(figures) : null,
            Exposure = PortfolioExposure.Of(portfolio),
            Costs = portfolio.Costs,
            Saved = portfolio.Saved,
            Models = [.. result.Models.Zip(portfolio.Members, ModelRunModel.Of)],
            Regimes = RegimeShare.Of(result.Steps),
            Limits = LimitHits.Of(result.Steps),
            Series = [.. run.Data.Bars.Select(RunSeriesSummary.Of), .. run.Data.Figures.Select(RunSeriesSummary.Of)],
            Warnings = result.Warnings,
            Failure = portfolio.Failure,
            Liquidity = RunLiquidity.Of(run.Traded, portfolio.CloseTicks),
            Tables = tables,
            ConfigurationHash = origin.ConfigurationHash,
            DataHash = origin.DataHash,
            CodeVersion = origin.CodeVersion,
            Configuration = origin.Configuration,
        };
    }
}
