using System.Collections.Immutable;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Backtesting.Models;

/// <summary>
/// A multi-model run that is ready: series, regimes and costs are prepared once, and any number of runs, on any threads, share them. Models and their
/// versions stay as they are for the length of a run. Immutable and thread-safe.
/// </summary>
public sealed class ModelRun
{
    private readonly PlatformConfiguration configuration;
    private readonly IReadOnlyList<PortfolioSymbol> symbols;
    private readonly ImmutableDictionary<IMissingDataPolicy, ModelSource> sources;
    private readonly RegimeHistory regimes;
    private readonly BarSeries? benchmark;
    private readonly IReadOnlyList<string> warnings;

    /// <summary>Prepares a run.</summary>
    /// <param name="configuration">What to run; its models with their budgets, whatever their stage.</param>
    /// <param name="data">Bars and figures. Where bars of the configured length are missing, shorter ones are joined, or else longer ones traded.</param>
    /// <exception cref="ArgumentException">A symbol of a model has no bars before the end of the run, or none of any symbol lies between start and
    /// end; the message names it.</exception>
    public ModelRun(PlatformConfiguration configuration, ModelData data)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(data);
        this.configuration = configuration;
        var series = RunSeries.Of(configuration, data);
        Data = series.Used;
        symbols = series.Traded;
        regimes = new RegimeHistory(series.Regimes, configuration.Regimes);
        sources = configuration.Models.Values.Select(model => model.MissingData).Distinct()
            .ToImmutableDictionary(policy => policy, policy => new ModelSource(series.Read, policy));
        benchmark = series.Benchmark;
        warnings = series.Warnings;
    }

    /// <summary>The series that the run reads, cut at its end.</summary>
    public ModelData Data { get; }

    /// <summary>The bars that are traded, by symbol.</summary>
    public IReadOnlyList<BarSeries> Traded => [.. symbols.Select(symbol => symbol.Bars)];

    /// <summary>Runs the models as they are configured, and keeps everything.</summary>
    /// <param name="progress">Hears the share of steps that are done; null for nobody.</param>
    public ModelRunResult Execute(IProgress<double>? progress = null)
    {
        var steps = new List<ModelStep>();
        var result = Run(configuration, steps.Add, progress);
        var builder = new LedgerBuilder(symbols, result, steps);
        var ledgers = configuration.Models.Values.Zip(result.Members, builder.Of).ToList();
        var models = ledgers.Select(one => one.Ledger).ToList();
        var missing = configuration.Models.Values.SelectMany(Missing).ToList();
        return new ModelRunResult
        {
            Portfolio = result,
            Models = models,
            Steps = steps,
            Holdings = [.. ledgers.SelectMany(one => one.Holdings)],
            Missing = missing,
            Benchmark = benchmark,
            Unallocated = result.Settings.InitialEquity - models.Sum(model => model.Equity is [var first, ..] ? first - model.Profit[0] : 0),
            Warnings = [.. warnings, .. RunWarnings.Of(steps, models)],
        };
    }

    /// <summary>Runs the models with other parameters, and keeps the figures alone: for sweeps.</summary>
    /// <param name="parameters">By model, the parameters that differ from the configuration's.</param>
    /// <exception cref="ArgumentException">There is no such model.</exception>
    public PortfolioResult Execute(IReadOnlyDictionary<string, StrategyParameters> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Run(configuration with
        {
            Models = parameters.Aggregate(configuration.Models, (models, one) => models.TryGetValue(one.Key, out var model)
                ? models.SetItem(one.Key, model with { Parameters = one.Value })
                : throw new ArgumentException($"The run has no model {one.Key}.", nameof(parameters))),
        }, null);
    }

    private PortfolioResult Run(PlatformConfiguration run, Action<ModelStep>? listener, IProgress<double>? progress = null)
    {
        var markets = sources.ToDictionary(source => source.Key, source => source.Value.Open());
        try
        {
            var portfolio = new ModelPortfolio(
                [.. run.Models.Values.Select(model => (model.Instance(), markets[model.MissingData]))], regimes, run.Policy(), listener);
            return PortfolioBacktester.Run(symbols, [], portfolio.Members, new PortfolioSettings
            {
                InitialEquity = run.BacktestInitialNav,
                From = run.Start,
                To = run.End,
                CloseAtEnd = run.CloseAtEnd,
                Progress = progress,
            });
        }
        finally
        {
            foreach (var market in markets.Values)
                market.Dispose();
        }
    }

    private IEnumerable<MissingSeries> Missing(PlatformModel model)
    {
        var counts = sources[model.MissingData].Missing;
        return from asset in model.Universe
               from timeframe in new[] { configuration.Timeframe, Timeframe.D1 }.Distinct()
               where counts.ContainsKey((asset, timeframe))
               select new MissingSeries(model.Model.Schema.Name, asset, timeframe, $"{model.MissingData}", counts[(asset, timeframe)]);
    }
}
