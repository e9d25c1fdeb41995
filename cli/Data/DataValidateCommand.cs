using System.CommandLine;
using Serverless.Cli.Storage;
using Serverless.Core.MarketData.Quality;

namespace Serverless.Cli.Data;

/// <summary><c>data validate</c>: what is wrong with data, in files or stored; exit code 4 when something would be rejected.</summary>
internal static class DataValidateCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("files") { Description = "Files with bars, or folders of them; without any, the stored series.", Arity = ArgumentArity.ZeroOrMore };
        var symbols = new Option<string[]>("--symbol") { Description = "Only this symbol; may be given several times.", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "Print the reports as one JSON document." };
        var html = new Option<string?>("--html") { Description = "Write the reports as web pages into this folder." };
        var maxGap = new Option<int>("--max-gap") { Description = "Missing bars that a gap may have without being reported.", DefaultValueFactory = _ => QualityThresholds.Default.MaxGapBars };
        maxGap.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var bars) && bars is < 0 or > 100_000)
                result.AddError("--max-gap must be 0 to 100000.");
        });
        var members = new Option<string?>("--members")
        {
            Description = "Hold the stocks against the members that an index had at the time, from a CSV file: ticker,start_date,end_date, the end empty while it lasts.",
        };
        var storage = new StorageOptions();
        var command = new Command("validate", "Look for gaps, bad ticks, made-up bars, splits and other defects in files, or in what is stored.") { paths, symbols, json, html, maxGap, members };
        storage.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(members) is not null && result.GetValue(symbols) is { Length: > 0 })
                result.AddError("--members is about all symbols; leave --symbol out.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var index = parsed.GetValue(members) is { } file ? IndexMembers.Read(file) : null;
            var files = parsed.GetValue(paths) ?? [];
            await using var open = files.Length == 0 ? await storage.OpenAsync(parsed, cancellation) : null;
            return await DataValidateRun.RunAsync(
                open is null ? ValidationInput.OfFiles(files).ToAsyncEnumerable() : ValidationInput.OfStore(open, cancellation),
                parsed.GetValue(symbols) ?? [],
                QualityThresholds.Default with { MaxGapBars = parsed.GetValue(maxGap) },
                parsed.GetValue(html),
                parsed.GetValue(json),
                index);
        });
        return command;
    }
}
