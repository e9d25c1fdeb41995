using Serverless.Infra.MarketData.Download;

namespace Serverless.Cli.Data;

/// <summary>Downloads one dataset after the other; one that fails does not stop the others, but shows in the exit code.</summary>
internal sealed class DownloadRun(MarketDataUpdater updater, TimeProvider time, bool json)
{
    public async Task<int> RunAsync(IReadOnlyList<DownloadTarget> targets, DateTimeOffset? until, CancellationToken cancellation)
    {
        var view = new DownloadView(Consoles.Error, time);
        var results = new List<DownloadResult>();
        await view.RunAsync(targets, async (target, progress) =>
        {
            var result = await DownloadAsync(target, until, progress, cancellation);
            results.Add(result);
            return result;
        });
        if (json)
            Console.Out.WriteLine(CommandJson.Serialize(results));
        return results.TrueForAll(result => result.Failure is null) ? ExitCode.Success : ExitCode.Failure;
    }

    private async Task<DownloadResult> DownloadAsync(
        DownloadTarget target, DateTimeOffset? until, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        var stored = new DownloadStep(0, 0, 0, 0, 0, null, IsComplete: false);
        string? failure = null;
        try
        {
            while (!stored.IsComplete)
                stored = stored.Then(await updater.StepAsync(target, until, progress, cancellation));
        }
        catch (Exception error) when (error is DownloadException or ArgumentException)
        {
            failure = error.Message;
        }

        return new DownloadResult(
            target.Source, target.Symbol, target.Timeframe?.ToString(), stored.Dataset?.Name, stored.Dataset?.Rows ?? 0, stored.Dataset?.Last,
            stored.Added, stored.Replaced, stored.Unchanged, stored.Conflicts, stored.Rejected, failure);
    }
}
