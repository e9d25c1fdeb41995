using Serverless.Cli.Experiments;
using Serverless.Infra.Logging;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Backtests;

/// <summary>Where the files of a run go.</summary>
/// <param name="recorder">Records the run; null when it is not recorded.</param>
/// <param name="folder">Where they are written; null for nowhere.</param>
/// <param name="logs">Where its log is written; null for nowhere.</param>
internal sealed class RunOutput(ExperimentRecorder? recorder, string? folder, string? logs)
{
    /// <exception cref="CommandException">They cannot be written.</exception>
    public async Task WriteAsync(RunFiles run, CancellationToken cancellation)
    {
        try
        {
            if (folder is not null)
                await run.WriteAsync(folder, cancellation);
            if (logs is not null)
                await RunLogs.WriteAsync(run, logs, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The results cannot be written: {error.Message}", ExitCode.Failure, error);
        }

        if (recorder is not null)
            await recorder.RecordAsync(run, cancellation);
    }
}
