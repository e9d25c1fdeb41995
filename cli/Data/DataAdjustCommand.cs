using System.CommandLine;
using Serverless.Cli.Storage;
using Serverless.Core.MarketData;
using Spectre.Console;

namespace Serverless.Cli.Data;

/// <summary><c>data adjust</c>: a stored series adjusted for splits and dividends, beside the one that it was made of.</summary>
internal static class DataAdjustCommand
{
    private static readonly PriceAdjustment[] Known = [PriceAdjustment.Raw, PriceAdjustment.Split, PriceAdjustment.SplitAndDividend];

    public static Command Create()
    {
        var dataset = StoredDataset.Argument();
        var factors = new Option<string>("--factors") { Description = "Factor file in Lean's format: date, price factor, split factor, reference price.", Required = true };
        var from = Adjustment("--from", "What the stored prices are adjusted for; default: what the manifest says.", null);
        var to = Adjustment("--to", "What the new prices shall be adjusted for.", PriceAdjustment.SplitAndDividend);
        var direction = new Option<AdjustmentDirection>("--direction") { Description = "Backward keeps the last bar's prices, Forward the first bar's.", DefaultValueFactory = _ => AdjustmentDirection.Backward };
        var storage = new StorageOptions();
        var command = new Command("adjust", "Store a series adjusted for splits and dividends, as SYMBOL.adj; the original stays.") { dataset, factors, from, to, direction };
        storage.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var open = await storage.OpenAsync(parsed, cancellation);
            var manifest = await StoredDataset.FindAsync(open.MarketData, parsed.GetValue(dataset)!, cancellation);
            var adjusted = await new DataAdjustRun(open, TimeProvider.System).RunAsync(
                manifest, parsed.GetValue(factors)!, parsed.GetValue(from), parsed.GetValue(to)!.Value, parsed.GetValue(direction), cancellation);
            Consoles.Output.WriteLine($"{adjusted.Dataset.Name}: {adjusted.Dataset.Rows} bars, content hash {adjusted.Dataset.Sha256}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Option<PriceAdjustment?> Adjustment(string name, string description, PriceAdjustment? usual)
    {
        var option = new Option<PriceAdjustment?>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong([.. Known.Select(known => known.ToString())]);
        return option;
    }
}
