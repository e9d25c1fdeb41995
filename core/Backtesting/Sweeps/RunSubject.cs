using System.Collections.Immutable;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
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
    private readonly RunConfiguration configuration;
    private readonly PlainSignal? signal;

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
        Key = schema.Hash(configuration.With(strategy with { Parameters = strategy.Definition.Defaults }));
        signal = PlainSignal.Of(configuration);
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
        if (signal is not null)
        {
            var settings = signal.Settings with { AllowShort = parameters[SignalDefinition.AllowShort] != 0 };
            var own = parameters.Remove(SignalDefinition.AllowShort);
            return TemplateSubject.Run(signal.Template, settings, indicators, own, start, equity) with { Parameters = parameters };
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
}
