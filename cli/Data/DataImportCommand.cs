using System.CommandLine;
using Serverless.Cli.Storage;
using Serverless.Core.MarketData;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Cli.Data;

/// <summary><c>data import</c>: files into the store.</summary>
internal static class DataImportCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Files or folders: CSV, JSON, zip, plain or compressed, of any vendor.", Arity = ArgumentArity.OneOrMore };
        var policy = new Option<string[]>("--policy")
        {
            Description = "What to do about a defect, as Defect=Action, for example Gap=RefuseFile; repeatable. Actions: Flag, Repair, QuarantineRow, RefuseFile.",
        };
        var resample = new Option<string?>("--resample") { Description = "Store finer bars as bars of this length too, for example 4h." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and check everything, store nothing." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout." };
        var storage = new StorageOptions();
        var command = new Command("import", "Check files of bars and figures, and store what is good.") { paths, policy, resample, dryRun, json };
        storage.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var rules = PolicyOption.Parse(parsed.GetValue(policy) ?? []);
            var length = ParseLength(parsed.GetValue(resample));
            var view = new DataImportView(parsed.GetValue(json));
            await using var open = parsed.GetValue(dryRun) ? null : await storage.OpenAsync(parsed, cancellation);
            return await new DataImportRun(open, rules, length, view, TimeProvider.System).RunAsync(parsed.GetValue(paths)!, cancellation);
        });
        return command;
    }

    private static Timeframe? ParseLength(string? text)
    {
        try
        {
            return text is null ? null : DownloadList.ParseTimeframe(text);
        }
        catch (FormatException error)
        {
            throw new CommandException($"--resample: {error.Message}", ExitCode.Usage, error);
        }
    }
}
