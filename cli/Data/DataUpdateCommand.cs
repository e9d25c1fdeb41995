using System.CommandLine;
using Serverless.Cli.Storage;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Cli.Data;

/// <summary><c>data update</c>: brings everything up to date that was downloaded.</summary>
internal static class DataUpdateCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout; messages go to stderr." };
        var storage = new StorageOptions();
        var command = new Command("update", "Bring everything up to date that 'data download' stored, from the source in its manifest.") { json };
        storage.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var sources = DownloadEnvironment.Sources();
            await using var open = await storage.OpenAsync(parsed, cancellation);
            using var log = await DownloadEnvironment.OpenTrailAsync(open, cancellation);
            var targets = (await open.MarketData.ListAsync(cancellation)).Select(sources.TargetOf).OfType<DownloadTarget>().ToList();
            if (targets.Count == 0)
                throw new CommandException("Nothing that is stored was downloaded from a source; 'data download' is the start.");
            return await new DownloadRun(new MarketDataUpdater(open.MarketData, sources, log, TimeProvider.System), TimeProvider.System, parsed.GetValue(json))
                .RunAsync(targets, null, cancellation);
        });
        return command;
    }
}
