using System.CommandLine;
using System.Globalization;
using Serverless.Cli.Storage;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Spectre.Console;

namespace Serverless.Cli.Data;

/// <summary><c>data list</c>: the manifest of every stored dataset.</summary>
internal static class DataListCommand
{
    public static Command Create()
    {
        var storage = new StorageOptions();
        var json = new Option<bool>("--json") { Description = "Print the manifests as one JSON document." };
        var command = new Command("list", "List what is stored, where it came from and what is missing in it.") { json };
        storage.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var open = await storage.OpenAsync(parsed, cancellation);
            var manifests = await open.MarketData.ListAsync(cancellation);
            if (parsed.GetValue(json))
                Console.WriteLine(CommandJson.Serialize(manifests));
            else if (manifests.Count == 0)
                Consoles.Output.WriteLine("Nothing is stored; 'data import <file or folder>' changes that.");
            else
                Consoles.Output.Write(Table(manifests));
            return ExitCode.Success;
        });
        return command;
    }

    private static Table Table(IReadOnlyList<DatasetManifest> manifests)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "dataset", "rows", "first", "last", "missing", "vendor", "prices", "version", "content hash" })
            table.AddColumn(new TableColumn(heading) { Alignment = heading is "rows" or "missing" or "version" ? Justify.Right : Justify.Left, NoWrap = true });
        foreach (var manifest in manifests)
        {
            var dataset = manifest.Dataset;
            table.AddRow(
                Markup.Escape(dataset.Name),
                Number(dataset.Rows),
                Day(dataset.First),
                Day(dataset.Last),
                Number(manifest.MissingBars),
                Markup.Escape(manifest.Origin.Vendor),
                Prices(manifest),
                Number(manifest.Version),
                dataset.Sha256[..12]);
        }

        return table;
    }

    private static string Prices(DatasetManifest manifest) => manifest.Origin.Adjustment switch
    {
        _ when manifest.Dataset.Market != Market.UsEquities => "-",
        PriceAdjustment.Raw => "raw",
        PriceAdjustment.Split => "split-adjusted",
        PriceAdjustment.SplitAndDividend => "total return",
        _ => "?",
    };

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
