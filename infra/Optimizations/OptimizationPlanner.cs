using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Infra.Backtests;
using Serverless.Infra.MarketData;

namespace Serverless.Infra.Optimizations;

/// <summary>Makes an order of a request: checks it, and finds the stored series that it reads.</summary>
public sealed class OptimizationPlanner(MarketDataStore store, StrategyLibrary strategies, BacktestPlanner runs)
{
    /// <summary>Plans a search around the run of a document; see <see cref="BacktestPlanner.PlanAsync(string, string?, CancellationToken)"/>.</summary>
    /// <param name="document">YAML or JSON.</param>
    /// <param name="search">How it is searched; its ranges follow from <paramref name="parameters"/>.</param>
    /// <param name="parameters">Values such as <c>slow=100..240:20</c>, of models <c>EquityTrendModel_v1.average=100..300:50</c>; where there are none, what
    /// <c>search</c> of the document says, or all parameters of a signal.</param>
    /// <param name="experiment">Name under which the search is recorded; null for what the document says, or else the default.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="ConfigurationException">The document has errors; all are listed.</exception>
    /// <exception cref="ArgumentException">A setting is not valid, or the run cannot be searched.</exception>
    /// <exception cref="FormatException">A text of <paramref name="parameters"/> names no values.</exception>
    /// <exception cref="MissingDataException">There are no such data.</exception>
    public async Task<OptimizationOrder> PlanAsync(
        string document, SearchSettings search, IReadOnlyList<string> parameters, string? experiment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(parameters);
        var order = await runs.PlanAsync(document, experiment, cancellationToken);
        var map = ConfigurationDocument.Parse(order.Configuration, "order");
        if (order.Kind == BacktestKind.Platform)
        {
            search = search with { Ranges = ModelSearch.RangesOf(PlatformSchema.BuiltIn.Read(map), parameters) };
            ModelSearch.Check(search);
        }
        else
        {
            var run = RunSchema.For(strategies).Read(map);
            search = search with { Ranges = SignalSearch.RangesOf(run, parameters) };
            SignalSearch.Check(run, search);
        }

        return new OptimizationOrder(order, search);
    }

    /// <summary>Plans a search of a template.</summary>
    /// <param name="template">What is run.</param>
    /// <param name="search">How it is searched.</param>
    /// <param name="experiment">Name under which the search is recorded; null for the default.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="ArgumentException">A setting is not valid, or there is no such template.</exception>
    /// <exception cref="MissingDataException">There is no such series.</exception>
    public async Task<OptimizationOrder> PlanAsync(TemplateRun template, SearchSettings search, string? experiment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        var run = ToRun(template);
        SignalSearch.Check(run, search);
        var stored = await store.ListAsync(cancellationToken);
        var dataset = Find(stored, template) ?? throw BacktestPlanner.Missing(stored, template.Symbol, template.Timeframe ?? Timeframe.D1);
        var timeframe = template.Timeframe ?? dataset.Timeframe!.Value;
        var dated = run with
        {
            Timeframe = timeframe,
            Market = dataset.Market,
            Start = (dataset.Last + dataset.Timeframe!.Value.Length() - TimeSpan.FromDays(template.HistoryDays)).UtcDateTime,
        };
        return new OptimizationOrder(await runs.PlanAsync(dated, experiment, cancellationToken), search);
    }

    private static DatasetInfo? Find(IReadOnlyList<DatasetManifest> stored, TemplateRun template) => (template.Timeframe is { } timeframe
        ? StoredBars.Find(stored, template.Symbol, timeframe)
        : stored.Where(manifest => manifest.Dataset.Symbol == template.Symbol && manifest.Dataset.Market.IsTradable() && manifest.RawSplits == 0)
            .MinBy(manifest => manifest.Dataset.Timeframe))?.Dataset;

    private RunConfiguration ToRun(TemplateRun template)
    {
        var settings = template.Settings;
        var definition = strategies.Get(template.Template);
        return new RunConfiguration
        {
            Symbols = [template.Symbol],
            InitialCash = settings.InitialEquity,
            Commission = new CommissionModel.BasisPoints { Bps = settings.Costs.CommissionBps },
            Slippage = new SlippageModel.BasisPoints { Bps = settings.Costs.SlippageBps },
            Sizing = settings.Sizing,
            Strategies = [RunStrategy.Of(definition)],
        };
    }
}
