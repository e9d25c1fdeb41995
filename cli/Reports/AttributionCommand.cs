using System.CommandLine;
using System.Globalization;
using Serverless.Cli.Backtests;
using Serverless.Core.Reporting.Attribution;

namespace Serverless.Cli.Reports;

/// <summary><c>report attribution</c>: why a position is held.</summary>
internal static class AttributionCommand
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    public static Command Create()
    {
        var folder = new Argument<string>("run") { Description = "Folder of a run of models." };
        var asset = new Option<string>("--asset") { Description = "The asset.", Required = true };
        var at = new Option<string>("--at") { Description = "UTC time: 2020-03-16 for the end of that day, or with a time.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout." };
        var command = new Command("attribution", "Why is it held? For example: report attribution runs/models --asset SPY --at 2020-03-16. Wishes, budgets, netting, every limit, what came of it.")
        {
            folder, asset, at, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = await StoredRuns.OpenAsync(parsed.GetValue(folder)!, cancellation);
            var explanation = Explain(() => PositionExplanation.Of(run, parsed.GetValue(asset)!, Time(parsed.GetValue(at)!)));
            if (parsed.GetValue(json))
                Console.WriteLine(CommandJson.Serialize(explanation));
            else
                AttributionView.Write(explanation);
            return ExitCode.Success;
        });
        return command;
    }

    private static PositionExplanation Explain(Func<PositionExplanation> explain)
    {
        try
        {
            return explain();
        }
        catch (ArgumentException error)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }
    }

    private static DateTime Time(string text) =>
        DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? text.Length == Formats[0].Length ? time.AddDays(1).AddTicks(-1) : time
            : throw new CommandException($"--at {text}: give a UTC time such as 2020-03-16 or 2020-03-16T20:00.", ExitCode.Usage);
}
