using Serverless.Cli.Experiments;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Scoring.Examination;
using Serverless.Core.Strategies;
using Serverless.Infra.Runs;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>Examines a strategy and shows what was found.</summary>
/// <param name="recorder">Records the examination; null when it is not recorded.</param>
/// <param name="histories">Resampled histories.</param>
/// <param name="json">Whether one JSON document is printed instead of tables.</param>
internal sealed class ExamineRun(ExperimentRecorder? recorder, int histories, bool json)
{
    public async Task<int> RunAsync(RunInput input, IReadOnlyList<string> parameters, CancellationToken cancellation)
    {
        var signal = SignalInput.Of(input);
        var settings = new ExaminationSettings { Backtest = signal.Settings, Histories = histories, Seed = input.Configuration.Seed };
        var sets = Checked(() => ParameterGrid.Of(signal.Template, Axes(parameters, input.Strategy.Search.Values)).Sets);
        return await RunAsync(
            ExaminedRun.Of(input),
            settings,
            progress => StrategyExaminer.Examine(signal.Bars, signal.Template, sets, settings, progress, cancellation),
            () => input.Record(new { Settings = settings, Sets = sets }),
            cancellation);
    }

    /// <summary>The same of the models of a platform.</summary>
    public async Task<int> RunAsync(PlatformRequest request, IReadOnlyList<string> parameters, CancellationToken cancellation)
    {
        var settings = new ExaminationSettings { Histories = histories, Seed = request.Configuration.Seed };
        foreach (var source in request.Sources)
            Consoles.Error.MarkupLineInterpolated($"[grey]•[/] {source}");
        var axes = Checked(() => ModelAxes.Of(request.Configuration, parameters));
        Checked(() => ModelAxes.Grid(request.Configuration, axes));
        return await RunAsync(
            ExaminedRun.Of(request),
            settings,
            progress => ModelExaminer.Examine(request.Configuration, request.Run, axes, settings, progress, cancellation),
            () => request.Record(new { Settings = settings, Axes = axes }),
            cancellation);
    }

    private async Task<int> RunAsync(
        ExaminedRun run, ExaminationSettings settings, Func<IProgress<ExaminationStage>, StrategyExamination> examine, Func<SearchRecord> record, CancellationToken cancellation)
    {
        var examination = await ExamineView.FollowAsync(progress => Task.Run(() => Checked(() => examine(progress), ""), CancellationToken.None));
        if (recorder is not null)
            await recorder.RecordAsync(await record().OfExaminationAsync(examination), cancellation);
        if (json)
            Console.WriteLine(ExamineJson.Of(run, settings, examination));
        else
            ExamineView.Write(run, examination);
        return ExitCode.Success;
    }

    private static IReadOnlyList<ParameterAxis> Axes(IReadOnlyList<string> parameters, IEnumerable<ParameterDistribution> configured) =>
        parameters.Count > 0 ? [.. parameters.Select(text => ParameterAxis.Parse(text))] : [.. configured.Select(ParameterAxis.Of)];

    private static T Checked<T>(Func<T> read, string option = "--param: ")
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new CommandException($"{option}{Reason.Of(error)}", ExitCode.Usage, error);
        }
    }
}
