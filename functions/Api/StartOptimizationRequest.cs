using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Strategies;

namespace Serverless.Functions.Api;

/// <summary>Body of <c>POST /api/v1/optimizations</c>; see <see cref="OptimizationSettings"/>. What is left out takes its default. Unknown fields are refused.</summary>
/// <param name="Template">Name of the template.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Timeframe">Length of the bars; the finest stored.</param>
/// <param name="Method">How parameter sets are chosen; <c>Bayesian</c>.</param>
/// <param name="Seed">Seed of everything random; that of <c>Evaluation:Seed</c>.</param>
/// <param name="Trials">Most trials; 200.</param>
/// <param name="BatchSize">Proposals that are made at once; 20.</param>
/// <param name="Objective">Name of the figure to look for; <c>balancedPerformance</c>.</param>
/// <param name="Minimise">Whether less of it is better.</param>
/// <param name="Limits">What a run must keep besides.</param>
/// <param name="Ranges">Other ranges of parameters.</param>
/// <param name="TestShare">Last part of the bars that the search does not see; 0.3.</param>
/// <param name="SeededFrom">A completed optimisation whose best sets an evolutionary search begins with.</param>
public sealed record StartOptimizationRequest(
    string? Template = null,
    string? Symbol = null,
    Timeframe? Timeframe = null,
    SearchMethod? Method = null,
    long? Seed = null,
    int? Trials = null,
    int? BatchSize = null,
    string? Objective = null,
    bool Minimise = false,
    IReadOnlyList<FigureLimit>? Limits = null,
    IReadOnlyList<ParameterRange>? Ranges = null,
    double? TestShare = null,
    string? SeededFrom = null)
{
    /// <summary>The settings, on top of those of evaluation cycles: history, missing data and costs.</summary>
    /// <exception cref="ArgumentException">A value is not valid; the message names it.</exception>
    public OptimizationSettings ToSettings(Core.Validation.EvaluationSettings evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var defaults = new OptimizationSettings
        {
            Template = Template ?? throw new ArgumentException("template is missing: it names what to optimise."),
            Symbol = Symbol ?? throw new ArgumentException("symbol is missing: it names what to trade."),
        };
        var settings = defaults with
        {
            Timeframe = Timeframe,
            Method = Method ?? defaults.Method,
            Seed = Seed ?? evaluation.Seed,
            Trials = Trials ?? defaults.Trials,
            BatchSize = BatchSize ?? defaults.BatchSize,
            Objective = new Objective(Objective ?? defaults.Objective.Figure, Minimise) { Limits = Limits ?? [] },
            Ranges = Ranges ?? [],
            SeededFrom = SeededFrom,
            HistoryDays = evaluation.HistoryDays,
            TestShare = TestShare ?? defaults.TestShare,
            FillMaxBars = evaluation.FillMaxBars,
            Backtest = evaluation.Backtest,
        };
        settings.Check();
        return settings;
    }
}
