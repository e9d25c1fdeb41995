using System.Globalization;
using Serverless.Cli.Experiments;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Backtests;

/// <summary>Runs a grid and shows it.</summary>
/// <param name="file">Where the rows are written and kept meanwhile; null for nowhere.</param>
/// <param name="recorder">Records the sweep; null when it is not recorded.</param>
/// <param name="threads">Largest number of threads; null for one for each core.</param>
/// <param name="view">Shows progress and result.</param>
internal sealed class SweepRun(SweepFile? file, ExperimentRecorder? recorder, int? threads, SweepView view)
{
    private static readonly SweepFigure BalancedPerformance = SweepFigure.All.First(figure => figure.Name == "balanced_performance");

    public async Task<int> RunAsync(RunInput input, IReadOnlyList<string> parameters, CancellationToken cancellation)
    {
        var strategy = input.Strategy;
        var (grid, axes) = Grid(input, parameters);
        var plan = new SweepPlan(new RunSubject(input.Configuration, input.Schema), input.Bars, input.Range, grid.Sets);
        file?.Open($"{plan.Key} {RunOrigin.CurrentCode}");
        var (rows, elapsed) = await FollowAsync(options => Sweep.Run(plan, options, cancellation), plan.Sets.Count, cancellation);
        if (recorder is not null)
            await recorder.RecordAsync(await input.Record(new { Axes = axes }).OfSweepAsync(rows, grid.Excluded), cancellation);
        var bars = plan.Range.GetOffsetAndLength(plan.Bars.Count).Length;
        var span = string.Create(CultureInfo.InvariantCulture, $"{bars:N0} bars of {plan.Bars.Symbol}");
        view.Report(strategy.Definition.Schema, plan.Key, span, grid.Excluded, axes, rows, elapsed);
        return rows.Any(row => row.Failure is null) ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>The same of the parameters of models.</summary>
    public async Task<int> RunAsync(PlatformRequest request, IReadOnlyList<string> parameters, CancellationToken cancellation)
    {
        var sweep = new ModelSweep(request.Configuration, request.Run);
        var axes = Checked(() => ModelAxes.Of(request.Configuration, parameters));
        var sets = Checked(() => ModelAxes.Grid(request.Configuration, axes)).Sets;
        file?.Open($"{sweep.Key} {RunOrigin.CurrentCode}");
        var (rows, elapsed) = await FollowAsync(options => sweep.Run(sets, options, cancellation), sets.Count, cancellation);
        if (recorder is not null)
            await recorder.RecordAsync(await request.Record(new { Axes = axes }).OfSweepAsync(rows, 0, BalancedPerformance), cancellation);
        var symbols = string.Join(", ", request.Run.Traded.Select(bars => bars.Symbol));
        view.Report(ModelAxes.SchemaOf(request.Configuration), sweep.Key, $"{request.Configuration.Start:yyyy-MM-dd} to {request.Configuration.End:yyyy-MM-dd} of {symbols}", 0, axes, rows, elapsed);
        return rows.Any(row => row.Failure is null) ? ExitCode.Success : ExitCode.Failure;
    }

    private async Task<(IReadOnlyList<SweepRow> Rows, TimeSpan Elapsed)> FollowAsync(
        Func<SweepOptions, IReadOnlyList<SweepRow>> run, int sets, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        var rows = await SweepView.FollowAsync(progress =>
        {
            var options = new SweepOptions { Checkpoint = file?.Checkpoint, Progress = progress };
            return Task.Run(() => Run(run, threads is { } count ? options with { Threads = count } : options, sets), CancellationToken.None);
        });
        if (file is not null)
            await file.FinishAsync(rows, cancellation);
        return (rows, TimeProvider.System.GetElapsedTime(started));
    }

    private static (ParameterGrid Grid, IReadOnlyList<ParameterAxis> Axes) Grid(RunInput input, IReadOnlyList<string> parameters)
    {
        var (definition, values) = (input.Strategy.Definition, input.Strategy.Parameters);
        var inputs = definition.Schema.Inputs;
        return Checked(() =>
        {
            IReadOnlyList<ParameterAxis> axes = (parameters.Count, input.Strategy.Search.Count) switch
            {
                (0, 0) => [.. inputs.Select(ParameterAxis.Of)],
                (0, _) => [.. input.Strategy.Search.Values.Select(ParameterAxis.Of)],
                _ => [.. parameters.Select(text => ParameterAxis.Parse(text, inputs))],
            };
            return (ParameterGrid.Of(definition, values, axes), axes);
        });
    }

    private static T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new CommandException($"--param: {Reason.Of(error)}", ExitCode.Usage, error);
        }
    }

    private IReadOnlyList<SweepRow> Run(Func<SweepOptions, IReadOnlyList<SweepRow>> run, SweepOptions options, int sets)
    {
        try
        {
            return run(options);
        }
        catch (OperationCanceledException error) when (file is not null)
        {
            throw new CommandException($"Stopped; {file.Checkpoint!.Finished.Count} of {sets} sets are kept: run the same command with --resume to go on.", ExitCode.Partial, error);
        }
        catch (IOException error)
        {
            throw new CommandException($"The sweep cannot keep its rows: {error.Message}", ExitCode.Failure, error);
        }
    }
}
