using System.CommandLine;
using Azure;
using Serverless.Cli.Storage;
using Serverless.Infra.Experiments;
using Serverless.Infra.Keys;

namespace Serverless.Cli.Experiments;

/// <summary>The options by which a command is told where runs were recorded.</summary>
internal sealed class CatalogueOptions
{
    private readonly Option<string?> runs = new("--runs") { Description = "A folder of run folders instead of the storage account: whatever has a summary.json, at any depth." };
    private readonly StorageOptions storage = new();

    public void AddTo(Command command)
    {
        command.Add(runs);
        storage.AddTo(command);
    }

    /// <summary>Asks the catalogue, and tells of what it could not read.</summary>
    /// <exception cref="CommandException">The account does not answer, there is no such folder, or a run is not what it should be.</exception>
    public async Task<T> UseAsync<T>(ParseResult parsed, Func<IExperimentCatalogue, Task<T>> use, CancellationToken cancellation)
    {
        try
        {
            if (parsed.GetValue(runs) is { } path)
            {
                var folder = new ExperimentFolder(path);
                var answer = await use(folder);
                foreach (var problem in folder.Unreadable)
                    await Console.Error.WriteLineAsync($"warning: {problem}");
                return answer;
            }

            await using var open = await storage.OpenAsync(parsed, cancellation);
            return await use(await ExperimentAccount.OpenAsync(open.Tables, open.Blobs, open.Protection, cancellation));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or RequestFailedException or ContentKeyException)
        {
            throw new CommandException(error.Message, ExitCode.Failure, error);
        }
    }

    /// <summary>The one record whose id begins with <paramref name="id"/>.</summary>
    /// <exception cref="CommandException">There is none, or more than one.</exception>
    public static async Task<ExperimentRecord> FindAsync(IExperimentCatalogue catalogue, string id, CancellationToken cancellation)
    {
        var found = await catalogue.FindAsync(id, cancellation);
        // One run under several names is the same run.
        return found.Select(record => record.Id).Distinct().ToList() switch
        {
            [_] => found[0],
            [] => throw new CommandException($"No run's id begins with '{id}'; 'experiments list' has them.", ExitCode.Usage),
            var ids => throw new CommandException($"'{id}' begins the ids of {ids.Count} runs: {string.Join(", ", ids.Take(10))}. Give more of it.", ExitCode.Usage),
        };
    }
}
