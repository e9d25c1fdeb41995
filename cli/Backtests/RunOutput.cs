using Serverless.Cli.Storage;
using Serverless.Infra.Runs;
using Serverless.Infra.State;

namespace Serverless.Cli.Backtests;

/// <summary>Where the files of a run go.</summary>
/// <param name="storage">Where they are stored; null for nowhere.</param>
/// <param name="folder">Where they are written; null for nowhere.</param>
internal sealed class RunOutput(OpenStorage? storage, string? folder)
{
    /// <exception cref="CommandException">They cannot be written.</exception>
    public async Task WriteAsync<TSummary>(RunFiles<TSummary> record, CancellationToken cancellation)
    {
        try
        {
            if (folder is not null)
                await record.WriteAsync(folder, cancellation);
            if (storage is null)
                return;
            var container = storage.Blobs.GetBlobContainerClient(RunStore.ContainerName);
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await record.SaveAsync(new RunStore(container), cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RunConflictException)
        {
            throw new CommandException($"The results cannot be written: {error.Message}", ExitCode.Failure, error);
        }
    }
}
