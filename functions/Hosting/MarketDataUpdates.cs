using System.Globalization;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Serverless.Functions.Api;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Hosting;

/// <summary>Starts updates of market data, and reads how they go.</summary>
public sealed class MarketDataUpdates(IOptions<MarketDataOptions> options, DownloadSources sources, TimeProvider time)
{
    /// <summary>What the settings name; nothing when they name no source.</summary>
    public IReadOnlyList<DownloadTarget> Targets => options.Value.ToTargets(sources);

    /// <summary>Starts an update of everything that the settings name. One update a minute at most: its id is the minute.</summary>
    public async Task<string> StartAsync(DurableTaskClient client, string requestedBy, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"market-data-{now:yyyyMMdd'T'HHmm'Z'}");
        await client.StartOnceAsync(nameof(UpdateMarketData), id, new UpdateMarketData.Input(requestedBy, Targets), cancellation);
        return id;
    }

    /// <summary>The update, or null when there is none with that id.</summary>
    public async Task<MarketDataUpdateResource?> FindAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        if (await client.FindAsync(nameof(UpdateMarketData), id, cancellation) is not { } instance)
            return null;
        var input = instance.ReadInputAs<UpdateMarketData.Input>()!;
        var done = instance.SerializedCustomStatus is null ? 0 : instance.ReadCustomStatusAs<int>();
        var series = instance.OutcomeOf<IReadOnlyList<SeriesUpdate>>() ?? [];
        return new MarketDataUpdateResource(
            id,
            instance.RuntimeStatus.ToString(),
            input.RequestedBy,
            instance.CreatedAt,
            instance.EndOf(),
            new WorkDone(done, input.Targets.Count, series.Count(update => update.Failure is not null)),
            instance.IsCompleted || done == 0 ? null : (time.GetUtcNow() - instance.CreatedAt).TotalSeconds * (input.Targets.Count - done) / done,
            [.. series.Select(SeriesUpdateResource.Of)],
            instance.FailureDetails?.ErrorMessage,
            PathOf(id));
    }

    /// <summary>Path of an update's status.</summary>
    public static string PathOf(string id) => $"/api/v1/market-data/updates/{id}";
}
