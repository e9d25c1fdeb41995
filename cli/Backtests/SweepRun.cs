using Serverless.Cli.Experiments;
using Serverless.Core.Backtesting.Sweeps;

namespace Serverless.Cli.Backtests;

/// <summary>Runs a grid and shows it.</summary>
/// <param name="file">Where the rows are written and kept meanwhile; null for nowhere.</param>
/// <param name="recorder">Records the sweep; null when it is not recorded.</param>
/// <param name="threads">Largest number of threads; null for one for each core.</param>
/// <param name="view">Shows progress and result.</param>
internal sealed class SweepRun(SweepFile? file, ExperimentRecorder? recorder, int? threads, SweepView view)
{
    public async Task<int> RunAsync(RunInput input, IReadOnlyList<string> parameters, CancellationToken cancellation)
    {
        var strategy = input.Strategy;
        var (grid, axes) = Grid(input, parameters);
        var plan = new SweepPlan(new RunSubject(input.Configuration, input.Schema), input.Bars, input.Range, grid.Sets);
        file?.Open($"{plan.Key} {CodeVersion.Current}");
        var started = TimeProvider.System.GetTimestamp();
        var rows = await SweepView.FollowAsync(progress =>
        {
            var options = new SweepOptions { Checkpoint = file?.Checkpoint, Progress = progress };
            return Task.Run(() => Run(plan, threads is { } count ? options with { Threads = count } : options, cancellation), CancellationToken.None);
        });
        if (file is not null)
            await file.FinishAsync(rows, cancellation);
        if (recorder is not null)
            await recorder.RecordAsync(await SearchRuns.OfSweepAsync(input, axes, grid.Excluded, rows), cancellation);
        view.Report(strategy.Definition.Schema, plan, grid.Excluded, axes, rows, TimeProvider.System.GetElapsedTime(started));
        return rows.Any(row => row.Failure is null) ? ExitCode.Success : ExitCode.Failure;
    }

    private static (ParameterGrid Grid, IReadOnlyList<ParameterAxis> Axes) Grid(RunInput input, IReadOnlyList<string> parameters)
    {
        var (definition, values) = (input.Strategy.Definition, input.Strategy.Parameters);
        try
        {
            var inputs = definition.Schema.Inputs;
            IReadOnlyList<ParameterAxis> axes = parameters.Count == 0 ? [.. inputs.Select(ParameterAxis.Of)] : [.. parameters.Select(text => ParameterAxis.Parse(text, inputs))];
            return (ParameterGrid.Of(definition, values, axes), axes);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new CommandException($"--param: {Reason.Of(error)}", ExitCode.Usage, error);
        }
    }

    private IReadOnlyList<SweepRow> Run(SweepPlan plan, SweepOptions options, CancellationToken cancellation)
    {
        try
        {
            return Sweep.Run(plan, options, cancellation);
        }
        catch (OperationCanceledException error) when (file is not null)
        {
            throw new CommandException($"Stopped; {file.Checkpoint!.Finished.Count} of {plan.Sets.Count} sets are kept: run the same command with --resume to go on.", ExitCode.Partial, error);
        }
        catch (IOException error)
        {
            throw new CommandException($"The sweep cannot keep its rows: {error.Message}", ExitCode.Failure, error);
        }
    }
}
