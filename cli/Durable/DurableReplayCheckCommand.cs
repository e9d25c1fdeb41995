using System.CommandLine;

namespace Serverless.Cli.Durable;

/// <summary><c>durable replay-check</c>: stored histories against the present code; exit code 4 when one does not fit.</summary>
internal static class DurableReplayCheckCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The journal's folder; it is only read, and its owner may run meanwhile." };
        var host = new Option<string>("--host")
        {
            Description = "The functions host that holds the code, a .dll; default: this build's.",
            DefaultValueFactory = _ => ProductPaths.FunctionsHost,
        };
        var command = new Command("replay-check", "Replay stored histories against the present code, before it is deployed.") { folder, host };
        command.SetAction((parsed, cancellation) => DurableReplayCheckRun.RunAsync(parsed.GetValue(folder)!, parsed.GetValue(host)!, cancellation));
        return command;
    }
}
