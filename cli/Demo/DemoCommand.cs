using System.CommandLine;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Demo;

/// <summary><c>demo</c>: the whole platform on this machine, from storage emulator to ranked scorecard.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "File or folder with bars, as for 'data import'; without it, seeded synthetic bars." };
        var folder = new Option<string?>("--folder") { Description = "Keep storage and journal in this folder; without --data, its stored bars are used ('data import --folder' stores some)." };
        var strategies = new Option<int>("--strategies") { Description = "Strategy configurations in the cycle, 60 to 200.", DefaultValueFactory = _ => 60 };
        strategies.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var count) && count is (< GenerationRequest.MinCount or > GenerationRequest.MaxCount))
                result.AddError($"--strategies must be {GenerationRequest.MinCount} to {GenerationRequest.MaxCount}.");
        });
        var seed = new Option<long>("--seed") { Description = "Seed of the strategy generator and of the synthetic bars.", DefaultValueFactory = _ => 1 };
        var noWait = new Option<bool>("--no-wait") { Description = "Stop everything once the scorecard is printed, instead of waiting for Ctrl-C." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout; messages go to stderr." };
        var keep = new Option<bool>("--keep") { Description = "Keep the folder with storage and journal at the end." };
        var command = new Command("demo", "Start Azurite and the functions host, run one evaluation cycle, print the scorecard.")
        {
            data, folder, strategies, seed, noWait, json, keep,
        };
        command.SetAction((parsed, cancellation) => new DemoRun(
            new DemoOptions(
                parsed.GetValue(data),
                parsed.GetValue(folder),
                parsed.GetValue(strategies),
                parsed.GetValue(seed),
                parsed.GetValue(noWait),
                parsed.GetValue(json),
                parsed.GetValue(keep)),
            TimeProvider.System).RunAsync(cancellation));
        return command;
    }
}
