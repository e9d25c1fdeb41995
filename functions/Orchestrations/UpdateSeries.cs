using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Functions.Activities;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Orchestrations;

/// <summary>Brings one dataset up to date, step by step; each step goes on from what is stored, whatever interrupted the one before.</summary>
public static class UpdateSeries
{
    /// <summary>Ends with an outcome in every case: a source that keeps failing is the dataset's reason.</summary>
    [Function(nameof(UpdateSeries))]
    public static async Task<SeriesUpdate> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var stored = new DownloadStep(0, 0, 0, 0, 0, null, IsComplete: false);
        try
        {
            while (!stored.IsComplete)
            {
                stored = stored.Then(await context.CallActivityAsync<DownloadStep>(
                    nameof(DownloadSeries), new DownloadSeries.Input(input.Target, input.Until), Retries.Download));
            }

            return new SeriesUpdate(input.Target, stored, null);
        }
        catch (TaskFailedException failure)
        {
            return new SeriesUpdate(input.Target, stored, failure.FailureDetails.ErrorMessage);
        }
    }

    /// <param name="Target">What to bring up to date.</param>
    /// <param name="Until">Bars open before this time.</param>
    public sealed record Input(DownloadTarget Target, DateTimeOffset Until);
}
