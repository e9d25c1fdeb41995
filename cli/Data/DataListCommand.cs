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
    // Narrower terminals would break figures and dates in two; 'data show' has what they leave out.
    private const int WideTerminal = 130;
    private const int NarrowColumns = 7;
    private static readonly string[] Headings = ["dataset", "rows", "first", "last", "missing", "vendor", "prices", "version", "content hash"];

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
        var isWide = Consoles.Output.Profile.Width >= WideTerminal;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in Headings.Take(isWide ? Headings.Length : NarrowColumns))
            table.AddColumn(new TableColumn(heading) { Alignment = heading is "rows" or "missing" or "version" ? Justify.Right : Justify.Left, NoWrap = heading is not "vendor" and not "prices" });
        foreach (var manifest in manifests)
        {
            var dataset = manifest.Dataset;
            string[] cells =
            [
                Markup.Escape(dataset.Name),
                Number(dataset.Rows),
                Day(dataset.First),
                Day(dataset.Last),
                Number(manifest.MissingBars),
                Markup.Escape(manifest.Origin.Vendor),
                Prices(manifest),
                Number(manifest.Version),
                dataset.Sha256[..12],
            ];
            table.AddRow(cells[..table.Columns.Count]);
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
