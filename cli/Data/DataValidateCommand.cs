using System.CommandLine;
using Serverless.Core.MarketData.Quality;

namespace Serverless.Cli.Data;

/// <summary><c>data validate</c>: what is wrong with data, before anything is stored; exit code 4 when something would be rejected.</summary>
internal static class DataValidateCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("files") { Description = "Files with bars, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var symbols = new Option<string[]>("--symbol") { Description = "Only this symbol; may be given several times.", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "Print the reports as one JSON document." };
        var html = new Option<string?>("--html") { Description = "Write the reports as web pages into this folder." };
        var maxGap = new Option<int>("--max-gap") { Description = "Missing bars that a gap may have without being reported.", DefaultValueFactory = _ => QualityThresholds.Default.MaxGapBars };
        maxGap.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var bars) && bars is < 0 or > 100_000)
                result.AddError("--max-gap must be 0 to 100000.");
        });
        var command = new Command("validate", "Look for gaps, bad ticks, made-up bars, splits and other defects; nothing is stored.") { paths, symbols, json, html, maxGap };
        command.SetAction(parsed => DataValidateRun.Run(
            parsed.GetValue(paths)!,
            parsed.GetValue(symbols) ?? [],
            QualityThresholds.Default with { MaxGapBars = parsed.GetValue(maxGap) },
            parsed.GetValue(html),
            parsed.GetValue(json)));
        return command;
    }
}
