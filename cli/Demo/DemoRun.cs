using System.Diagnostics;
using Azure.Storage.Blobs;
using Serverless.Cli.Api;
using Serverless.Infra.Audit.Keys;

namespace Serverless.Cli.Demo;

/// <summary>The steps of the demo, in order.</summary>
internal sealed class DemoRun(DemoOptions options, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private const int MaxSealPolls = 80;

    private readonly DemoView view = new(options.Json);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var folder = new DemoFolder(options.Folder, options.Keep);
        await using var platform = new LocalPlatform(folder.Path, view);
        var connectionString = await platform.StartStorageAsync(cancellation);

        await new DemoData(new BlobServiceClient(connectionString), view).SeedAsync(options.Data is null ? [] : [options.Data], options.Seed, cancellation);

        var client = await platform.StartHostAsync(connectionString, cancellation);
        var report = await RunCycleAsync(client, platform, cancellation);
        view.Report(report);
        if (options.Keep)
            view.Step($"Kept in {folder.Path}");
        if (report.Status.Status != "Completed")
            return ExitCode.Failure;
        if (!options.NoWait)
            await WaitForStopAsync(platform, cancellation);
        return ExitCode.Success;
    }

    private async Task<DemoReport> RunCycleAsync(CycleClient client, LocalPlatform platform, CancellationToken cancellation)
    {
        var regimes = await CheckRegimesAsync(client, cancellation);
        var started = Stopwatch.GetTimestamp();
        var cycleId = await client.StartAsync(new { seed = options.Seed, strategies = options.Strategies }, cancellation);
        view.Step($"Started {cycleId}");
        var status = await view.ProgressAsync(report => FollowAsync(client, cycleId, report, cancellation));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new DemoReport(
            status,
            await FollowSealAsync(platform.Audit, status, cancellation),
            regimes,
            status.ScorecardSha256 is null ? null : await client.GetScorecardAsync(cycleId, cancellation),
            status.ScorecardSha256 is null ? null : await client.GetEvidenceAsync(cycleId, cancellation),
            elapsed,
            platform.Address,
            platform.BlobPort,
            Path.Combine(platform.KeyFolder, KeyFolder.KeyringFile));
    }

    private async Task<RegimesStatus> CheckRegimesAsync(CycleClient client, CancellationToken cancellation)
    {
        var check = await client.StartRegimeCheckAsync(cancellation);
        while (check.CompletedAt is null)
        {
            await Task.Delay(PollInterval, time, cancellation);
            check = await client.GetRegimeCheckAsync(check, cancellation);
        }

        return await client.GetRegimesAsync(cancellation);
    }

    private async Task<CycleStatus> FollowAsync(CycleClient client, string cycleId, Action<CycleStatus> report, CancellationToken cancellation)
    {
        while (true)
        {
            var status = await client.GetAsync(cycleId, cancellation);
            report(status);
            if (status.IsFinished)
                return status;
            await Task.Delay(PollInterval, time, cancellation);
        }
    }

    // The end of a cycle has the log signed, soon after.
    private async Task<AuditStatus> FollowSealAsync(AuditClient client, CycleStatus status, CancellationToken cancellation)
    {
        for (var polls = 0; ; polls++)
        {
            var seal = await client.GetAsync(cancellation);
            if (status.Audit is null || seal.Size > status.Audit.Index || seal.Failure is not null || polls == MaxSealPolls)
                return seal;
            await Task.Delay(PollInterval, time, cancellation);
        }
    }

    private async Task WaitForStopAsync(LocalPlatform platform, CancellationToken cancellation)
    {
        view.Step($"The host answers at {platform.Address} until Ctrl-C. For other commands in another terminal:");
        view.Step($"export SERVERLESS_URL={platform.Address} SERVERLESS_API_KEY={platform.OperatorKey}");
        try
        {
            await platform.HostExited.WaitAsync(cancellation);
            throw new CommandException("The functions host ended by itself; its last lines are above.");
        }
        catch (OperationCanceledException)
        {
            view.Step("Stopping.");
        }
    }
}
