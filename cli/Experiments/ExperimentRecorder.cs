using Azure;
using Serverless.Cli.Storage;
using Serverless.Infra.Experiments;
using Serverless.Infra.Runs;
using Serverless.Infra.State;
using Spectre.Console;

namespace Serverless.Cli.Experiments;

/// <summary>Records the run of a command under the name that the user gave.</summary>
/// <param name="name">Name of the experiment.</param>
/// <param name="catalogue">Where it is recorded.</param>
/// <param name="storage">The account behind the catalogue, closed with this; null for a folder.</param>
internal sealed class ExperimentRecorder(string name, IExperimentCatalogue catalogue, OpenStorage? storage) : IAsyncDisposable
{
    /// <exception cref="CommandException">It cannot be written, or has other results than the same run before.</exception>
    public async Task RecordAsync(RunFiles run, CancellationToken cancellation)
    {
        try
        {
            var record = await catalogue.RecordAsync(name, run, TimeProvider.System.GetUtcNow(), cancellation);
            var times = record.Runs > 1 ? $" ({record.Runs} times so far)" : "";
            Consoles.Error.MarkupLineInterpolated($"[grey]recorded[/] {record.Id} under {record.Name}{times}");
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or RunConflictException or RequestFailedException)
        {
            throw new CommandException($"The run cannot be recorded: {error.Message}", ExitCode.Failure, error);
        }
    }

    public ValueTask DisposeAsync() => storage?.DisposeAsync() ?? ValueTask.CompletedTask;
}
