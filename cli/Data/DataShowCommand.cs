using System.CommandLine;
using Serverless.Cli.Storage;
using Serverless.Core.MarketData;

namespace Serverless.Cli.Data;

/// <summary><c>data show</c>: one dataset as a chart, as rows or as JSON.</summary>
internal static class DataShowCommand
{
    public static Command Create()
    {
        var name = StoredDataset.Argument();
        var last = new Option<int?>("--last") { Description = "Only the last so many rows." };
        var csv = new Option<bool>("--csv") { Description = "Print all rows as CSV, times in UTC." };
        var json = new Option<bool>("--json") { Description = "Print the manifest as JSON." };
        var storage = new StorageOptions();
        last.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
                result.AddError("--last must be at least 1.");
        });
        var command = new Command("show", "Show one dataset: its manifest and a chart.") { name, last, csv, json };
        storage.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var open = await storage.OpenAsync(parsed, cancellation);
            var manifest = await StoredDataset.FindAsync(open.MarketData, parsed.GetValue(name)!, cancellation);
            if (parsed.GetValue(json))
                Console.WriteLine(CommandJson.Serialize(manifest));
            else if (manifest.Dataset.Timeframe is not null)
                DataShowView.Write(manifest, Tail(await open.MarketData.LoadAsync(manifest.Dataset, cancellation), parsed.GetValue(last)), parsed.GetValue(csv));
            else
                DataShowView.Write(manifest, await open.MarketData.LoadObservationsAsync(manifest.Dataset, cancellation), parsed.GetValue(last), parsed.GetValue(csv));
            return ExitCode.Success;
        });
        return command;
    }

    private static BarSeries Tail(BarSeries series, int? last) =>
        last is { } count && count < series.Count ? series.Slice(series.Count - count, count) : series;
}
