using Microsoft.Azure.Functions.Worker;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Activities;

/// <summary>One step of a download: fetch the next bars of a dataset and store them.</summary>
public sealed class DownloadSeries(MarketDataUpdater updater)
{
    /// <summary>What the step stored.</summary>
    /// <exception cref="InvalidOperationException">The source refuses, and would again.</exception>
    /// <exception cref="DownloadException">The source does not deliver now.</exception>
    [Function(nameof(DownloadSeries))]
    public async Task<DownloadStep> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        try
        {
            return await updater.StepAsync(input.Target, input.Until, progress: null, cancellation);
        }
        catch (DownloadException error) when (!error.IsTransient)
        {
            throw new InvalidOperationException(error.Message, error);
        }
    }

    /// <param name="Target">What to bring up to date.</param>
    /// <param name="Until">Bars open before this time.</param>
    public sealed record Input(DownloadTarget Target, DateTimeOffset Until);
}
