using System.Collections.Immutable;
using Serverless.Cli.Experiments;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Scoring.Examination;
using Serverless.Core.Strategies;

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
        var sets = Sets(signal.Template, parameters);
        var examination = await ExamineView.FollowAsync(progress => Task.Run(() => Examine(progress), CancellationToken.None));
        if (recorder is not null)
            await recorder.RecordAsync(await input.Record(new { Settings = settings, Sets = sets }).OfExaminationAsync(examination), cancellation);
        if (json)
            Console.WriteLine(ExamineJson.Of(input, settings, examination));
        else
            ExamineView.Write(input, examination);
        return ExitCode.Success;

        StrategyExamination Examine(IProgress<ExaminationStage> progress)
        {
            try
            {
                return StrategyExaminer.Examine(signal.Bars, signal.Template, sets, settings, progress, cancellation);
            }
            catch (ArgumentException error)
            {
                throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
            }
        }
    }

    private static IReadOnlyList<ImmutableSortedDictionary<string, double>> Sets(StrategyTemplate template, IReadOnlyList<string> parameters)
    {
        try
        {
            return ParameterGrid.Of(template, [.. parameters.Select(text => ParameterAxis.Parse(text))]).Sets;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new CommandException($"--param: {Reason.Of(error)}", ExitCode.Usage, error);
        }
    }
}
