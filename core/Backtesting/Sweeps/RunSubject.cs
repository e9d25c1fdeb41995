using System.Collections.Immutable;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Indicators;
using Serverless.Core.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>
/// A configured run of one strategy on one symbol. A signal whose run has no more to it than costs and a share of the equity goes the fast way
/// of <see cref="Backtester"/>, which gives the same figures.
/// </summary>
public sealed class RunSubject : ISweepSubject
{
    private const string AllowShort = "allow_short";

    private readonly RunConfiguration configuration;
    private readonly StrategyTemplate? template;
    private readonly BacktestSettings settings;

    /// <summary>Makes one.</summary>
    /// <param name="configuration">The run; its parameters are replaced.</param>
    /// <param name="schema"><see cref="RunSchema.For"/>.</param>
    /// <exception cref="InvalidOperationException">The run has several strategies.</exception>
    public RunSubject(RunConfiguration configuration, ConfigurationType<RunConfiguration> schema)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(schema);
        var strategy = configuration.Strategies.Single();
        this.configuration = configuration;
        Key = ConfigurationHash.Of(new
        {
            strategy.Definition.Schema.Version,
            Run = schema.Hash(configuration.With(strategy with { Parameters = strategy.Definition.Defaults })),
        });
        settings = new BacktestSettings { InitialEquity = configuration.InitialCash, CloseAtEnd = configuration.CloseAtEnd, Market = configuration.Market };
        if (strategy is { Definition: SignalDefinition signal, Budget: 1 } && Costs(configuration) is { } costs && IsPlain(configuration))
            (template, settings) = (signal.Template, settings with { Costs = costs, Sizing = configuration.Sizing });
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public Market Market => configuration.Market;

    /// <inheritdoc/>
    public SweepRow Run(IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, int start, double[] equity)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(equity);
        if (template is not null)
        {
            var allowsShort = settings with { AllowShort = parameters[AllowShort] != 0 };
            return TemplateSubject.Run(template, allowsShort, indicators, parameters.Remove(AllowShort), start, equity) with { Parameters = parameters };
        }

        var result = ConfiguredRun.Execute(configuration.WithParameters(parameters), indicators);
        result.Equity.CopyTo(equity, 0);
        return new SweepRow
        {
            Parameters = parameters,
            FinalEquity = result.Failure is null ? result.Equity[^1] : null,
            Metrics = result.Metrics,
            Failure = result.Failure,
        };
    }

    private static ExecutionCosts? Costs(RunConfiguration run) =>
        run is { Commission: CommissionModel.BasisPoints { Bps: >= 0 } commission, Slippage: SlippageModel.BasisPoints slippage }
            ? new ExecutionCosts { CommissionBps = commission.Bps, SlippageBps = slippage.Bps }
            : null;

    // What the fast way knows nothing of. A share of the equity up to all of it never needs credit.
    private static bool IsPlain(RunConfiguration run) => run is { Sizing: { Mode: SizingMode.EquityFraction, Size: <= 1 }, BorrowRate: 0, Funding.Enabled: false }
        && run.Instrument == new InstrumentRules() && run.Guards == RunGuards.None && run.Limits == PositionLimits.None && run.Execution == new ExecutionPolicy()
        && run.Margin with { Leverage = null } == new MarginRules() && (run.Margin.Leverage ?? 1) >= 1;
}
