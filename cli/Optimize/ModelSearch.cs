using System.Collections.Immutable;
using Serverless.Cli.Backtests;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Optimize;

/// <summary>A search of the parameters of models. The last part of the time is kept back, and the best set is tried there once.</summary>
internal sealed class ModelSearch
{
    private readonly PlatformRequest request;
    private readonly ModelSweep whole;

    /// <param name="request">What is run.</param>
    /// <param name="parameters">What the command line says of parameters; where it says nothing, the configuration's <c>search</c> counts.</param>
    /// <exception cref="CommandException">A parameter cannot be searched; the message names it.</exception>
    public ModelSearch(PlatformRequest request, IReadOnlyList<string> parameters)
    {
        this.request = request;
        whole = new ModelSweep(request.Configuration, request.Run);
        Ranges = Checked(() =>
        {
            var axes = request.Axes(parameters, whole.Schema);
            // The ends of a range say for all between whether they are allowed.
            whole.Grid([.. axes.Select(axis => axis with { Values = [.. axis.Values.Take(1), .. axis.Values.Skip(1).TakeLast(1)] })]);
            return axes.Select(OptimizeArguments.RangeOf).ToImmutableArray();
        });
    }

    /// <summary>What is searched.</summary>
    public ImmutableArray<ParameterRange> Ranges { get; }

    /// <summary>The parameters of all models.</summary>
    public StrategySchema Schema => whole.Schema;

    /// <exception cref="CommandException">The settings cannot be used; the message says which.</exception>
    public static void Check(OptimizationSettings settings)
    {
        if (settings.Method == SearchMethod.Hyperband)
            throw new CommandException("--method hyperband tries sets on parts of the bars, and models are run on all of them; choose another method.", ExitCode.Usage);
        Checked(() =>
        {
            settings.Check(ToSpace(settings));
            return true;
        });
    }

    /// <summary>What of the settings counts for models; their costs and time are the configuration's.</summary>
    public static object Described(OptimizationSettings settings) =>
        new { settings.Method, settings.Seed, settings.Trials, settings.BatchSize, settings.Objective, settings.Ranges, settings.TestShare };

    public Task<OptimizationResult> RunAsync(OptimizationSettings settings, OptimizeView view, CancellationToken cancellation) =>
        view.ProgressAsync(settings.Trials, report => Task.Run(() => Checked(() => Search(settings, report, cancellation)), cancellation));

    private OptimizationResult Search(OptimizationSettings settings, Action<TrialLog> report, CancellationToken cancellation)
    {
        var cut = Cut(settings.TestShare);
        var train = Sweep(request.Configuration with { End = cut });
        var log = OptimizationLoop.Run(
            Optimizers.Create(settings.Method, ToSpace(settings), settings.Seed, settings.Trials),
            proposal => Try(train, proposal, settings.Objective),
            settings.Trials,
            settings.BatchSize,
            Environment.ProcessorCount,
            report,
            cancellation);
        var unseen = log.Best is { } best && settings.TestShare > 0
            ? Try(Sweep(request.Configuration with { Start = cut }), best.Proposal, settings.Objective with { Limits = [] })
            : null;
        return new OptimizationResult(settings, log.Trials, log.Best?.Proposal.Number, unseen, log.Multiplicity());
    }

    private static SearchSpace ToSpace(OptimizationSettings settings) => new([.. settings.Ranges.Select(range => new GridDimension(range))]);

    private DateTime Cut(double testShare)
    {
        var bars = request.Run.Traded;
        var start = request.Configuration.Start ?? bars.Min(one => one.OpenTime(0));
        var end = request.Configuration.End ?? bars.Max(one => one.OpenTime(one.Count - 1)).AddDays(1);
        return (start + ((end - start) * (1 - testShare))).Date;
    }

    private ModelSweep Sweep(PlatformConfiguration configuration) => new(configuration, new ModelRun(configuration, request.Run.Data));

    private Trial Try(ModelSweep sweep, Proposal proposal, Core.Optimization.Objectives.Objective objective)
    {
        var row = sweep.Run(proposal.Parameters);
        if (row.Metrics is not { } metrics)
            return new Trial(proposal, TrialStatus.Failed, null, null, row.Failure?.ToString(), request.Run.Data.Hash);
        var verdict = objective.Judge(metrics, proposal.Share);
        return new Trial(proposal, verdict.Value is null ? TrialStatus.Rejected : TrialStatus.Done, verdict.Value, metrics, verdict.Reason, request.Run.Data.Hash);
    }

    private static T Checked<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }
    }
}
