using System.CommandLine;

namespace Serverless.Cli.Durable;

/// <summary><c>durable fsck</c>: reads every byte of a journal and says what is sound; exit code 4 when something is not.</summary>
internal static class DurableFsckCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The journal's folder; the engine that uses it must have stopped." };
        var salvage = new Option<string?>("--salvage") { Description = "A new folder for a journal with everything before the damage." };
        var json = new Option<bool>("--json") { Description = "Print the findings as one JSON document." };
        var command = new Command("fsck", "Check a journal, and save what can be saved of a damaged one.") { folder, salvage, json };
        command.SetAction(parsed => DurableFsckRun.Run(parsed.GetValue(folder)!, parsed.GetValue(salvage), parsed.GetValue(json)));
        return command;
    }
}
