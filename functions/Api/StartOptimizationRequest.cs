using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;
using Serverless.Infra.Optimizations;

namespace Serverless.Functions.Api;

/// <summary>
/// JSON body of <c>POST /api/v1/optimizations</c> that searches a template, or what its query says of the search of a configuration. What is left out
/// takes its default; see <see cref="SearchSettings"/>. Unknown fields are refused.
/// </summary>
/// <param name="Template">Name of the template.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Timeframe">Length of the bars; the finest stored.</param>
/// <param name="Experiment">Name under which the search is recorded.</param>
/// <param name="Method">How parameter sets are chosen; <c>Bayesian</c>.</param>
/// <param name="Seed">Seed of everything random; that of <c>Evaluation:Seed</c>.</param>
/// <param name="Trials">Most trials; 200.</param>
/// <param name="BatchSize">Proposals that are made at once; 20.</param>
/// <param name="Objective">Name of the figure to look for; <c>balancedPerformance</c>.</param>
/// <param name="Minimise">Whether less of it is better.</param>
/// <param name="Limits">What a run must keep besides.</param>
/// <param name="Ranges">Other values of parameters.</param>
/// <param name="TestShare">Last part of the run that the search does not see; 0.3.</param>
/// <param name="SeededFrom">A completed optimisation whose best sets an evolutionary search begins with.</param>
public sealed record StartOptimizationRequest(
    string? Template = null,
    string? Symbol = null,
    Timeframe? Timeframe = null,
    string? Experiment = null,
    SearchMethod? Method = null,
    long? Seed = null,
    int? Trials = null,
    int? BatchSize = null,
    string? Objective = null,
    bool Minimise = false,
    IReadOnlyList<FigureLimit>? Limits = null,
    IReadOnlyList<ParameterDistribution>? Ranges = null,
    double? TestShare = null,
    string? SeededFrom = null)
{
    /// <summary>What is run, on top of the settings of evaluation cycles: history and costs.</summary>
    /// <exception cref="ArgumentException">Template or symbol is missing.</exception>
    public TemplateRun ToTemplate(EvaluationSettings evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return new TemplateRun(
            Template ?? throw new ArgumentException("template is missing: it names what to optimise."),
            Symbol ?? throw new ArgumentException("symbol is missing: it names what to trade."),
            Timeframe,
            evaluation.HistoryDays,
            evaluation.Backtest);
    }

    /// <summary>How it is searched.</summary>
    /// <param name="seed">Seed when none is given.</param>
    public SearchSettings ToSearch(long seed)
    {
        var defaults = new SearchSettings();
        return defaults with
        {
            Method = Method ?? defaults.Method,
            Seed = Seed ?? seed,
            Trials = Trials ?? defaults.Trials,
            BatchSize = BatchSize ?? defaults.BatchSize,
            Objective = new Objective(Objective ?? defaults.Objective.Figure, Minimise) { Limits = Limits ?? [] },
            Ranges = Ranges ?? [],
            SeededFrom = SeededFrom,
            TestShare = TestShare ?? defaults.TestShare,
        };
    }
}
