using System.Collections.Immutable;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Models;

/// <summary>
/// Many parameter sets of the models of one run, named as <see cref="ModelAxes"/> says. Series, feature columns and regimes are shared;
/// neither the number of threads nor their order changes a bit.
/// </summary>
/// <param name="configuration">What is run; parameters that a set does not name stay as they are.</param>
/// <param name="run">The same, prepared.</param>
public sealed class ModelSweep(PlatformConfiguration configuration, ModelRun run)
{
    /// <summary>What rows depend on beside their parameters: configuration and data. 64 lower-case hexadecimal digits.</summary>
    public string Key { get; } = ConfigurationHash.Of(new { Schema = 1, Models = configuration.Hash, Data = run.Data.Hash });

    /// <summary>Runs the sets that the checkpoint does not hold.</summary>
    /// <param name="sets">The sets, each once, all with the same parameters.</param>
    /// <param name="options">Threads, checkpoint, progress; curves are kept when asked for.</param>
    /// <param name="cancellationToken">Looked at before every set.</param>
    /// <returns>One row for each set, in their order.</returns>
    /// <exception cref="ArgumentException">A set comes twice, or names no parameter, or curves are wanted of a checkpoint.</exception>
    public IReadOnlyList<SweepRow> Run(
        IReadOnlyList<ImmutableSortedDictionary<string, double>> sets, SweepOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Sweep.Run(
            sets,
            () => 0,
            (set, _) => Run(set) is var row && options.KeepCurves ? row : row with { Equity = null },
            options,
            cancellationToken);
    }

    /// <summary>Runs one set.</summary>
    /// <param name="set">Values by name.</param>
    /// <exception cref="ArgumentException">It names no parameter, or a value is not allowed; the message says which.</exception>
    public SweepRow Run(ImmutableSortedDictionary<string, double> set)
    {
        var result = Execute(set);
        var failed = result.Members.FirstOrDefault(member => member.Failure is not null);
        var failure = result.Failure ?? (failed is null ? null : failed.Failure! with { Reason = $"{failed.Name}: {failed.Failure.Reason}" });
        return new SweepRow
        {
            Parameters = set,
            FinalEquity = failure is null ? result.Equity[^1] : null,
            Metrics = failure is null ? result.Metrics : null,
            Failure = failure,
            Equity = result.Equity,
        };
    }

    /// <summary>As the other, with all that the account did.</summary>
    /// <param name="set">Values by name.</param>
    /// <exception cref="ArgumentException">It names no parameter, or a value is not allowed; the message says which.</exception>
    public PortfolioResult Execute(ImmutableSortedDictionary<string, double> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return run.Execute(Parameters(set));
    }

    /// <summary>A time within each step of a run, in UTC ticks: a close at midnight is of the day that it ends.</summary>
    internal static long[] TicksWithin(PortfolioResult result) => Array.ConvertAll(result.CloseTicks, close => close - 1);

    private Dictionary<string, StrategyParameters> Parameters(ImmutableSortedDictionary<string, double> set)
    {
        var parameters = new Dictionary<string, StrategyParameters>();
        foreach (var group in set.GroupBy(pair => pair.Key.Split('.')[0]))
        {
            if (!configuration.Models.TryGetValue(group.Key, out var model))
                throw new ArgumentException($"The run has no model {group.Key}; it has {string.Join(", ", configuration.Models.Keys)}.", nameof(set));
            var values = model.Parameters.Values.SetItems(group.Select(pair => KeyValuePair.Create(pair.Key[(group.Key.Length + 1)..], pair.Value)));
            parameters.Add(group.Key, model.Model.Schema.Resolve(values));
        }

        return parameters;
    }
}
