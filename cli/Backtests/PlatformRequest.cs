using Serverless.Cli.Storage;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.MarketData;
using Serverless.Infra.MarketData;
using Serverless.Infra.Runs;

namespace Serverless.Cli.Backtests;

/// <summary>A run of models, prepared.</summary>
/// <param name="Configuration">What to run.</param>
/// <param name="Run">The run.</param>
/// <param name="Sources">Where each series comes from.</param>
internal sealed record PlatformRequest(PlatformConfiguration Configuration, ModelRun Run, IReadOnlyList<string> Sources)
{
    /// <summary>Makes the files of a search around it.</summary>
    /// <param name="search">What decides the search beside the run.</param>
    public SearchRecord Record<T>(T search) => SearchRecord.Of(Configuration, Run, RunOrigin.CurrentCode, search);

    /// <param name="configuration">What to run.</param>
    /// <param name="path">File or folder of its data; null for the store.</param>
    /// <param name="open">Reaches the store.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="CommandException">There are no such data.</exception>
    public static async Task<PlatformRequest> OfAsync(
        PlatformConfiguration configuration, string? path, Func<Task<OpenStorage>> open, CancellationToken cancellation)
    {
        try
        {
            var sources = new List<string>();
            var data = await LoadAsync(configuration, path, open, sources, cancellation);
            return new PlatformRequest(configuration, new ModelRun(configuration, data), sources);
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }
    }

    private static async Task<ModelData> LoadAsync(
        PlatformConfiguration configuration, string? path, Func<Task<OpenStorage>> open, List<string> sources, CancellationToken cancellation)
    {
        if (path is not null)
            return await Task.Run(() => PlatformData.OfFolder(path, configuration, sources.Add), cancellation);
        await using var storage = await open();
        return await PlatformData.OfStoreAsync(storage.MarketData, configuration, cancellation);
    }
}
