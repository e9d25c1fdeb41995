using System.CommandLine;
using System.Globalization;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Simulation;

/// <summary><c>simulate</c>: the platform itself, replayed through history in virtual time.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var from = Date("--from", "First day, such as 2018-01-01; bars before it are history by then.");
        var to = Date("--to", "Day at which it ends.");
        var data = new Option<string?>("--data") { Description = "File or folder with bars, as for 'data import'; without it, what --folder stores, or seeded synthetic bars." };
        var folder = new Option<string?>("--folder") { Description = "Keep storage and journal in this folder; run again, the command goes on from where it was interrupted." };
        var strategies = new Option<int>("--strategies") { Description = "Strategy configurations in each cycle, 60 to 200.", DefaultValueFactory = _ => GenerationRequest.MinCount };
        var seed = new Option<long>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout; messages go to stderr." };
        var command = new Command("simulate", "Replay history through the platform itself: cycles, promotions and the trail, day by day in virtual time.")
        {
            from, to, data, folder, strategies, seed, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new SimulateOptions(
                parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(data), parsed.GetValue(folder), parsed.GetValue(strategies), parsed.GetValue(seed), parsed.GetValue(json));
            if (options.To <= options.From)
                throw new CommandException("--to must be after --from.", ExitCode.Usage);
            if (options.Strategies is < GenerationRequest.MinCount or > GenerationRequest.MaxCount)
                throw new CommandException($"--strategies must be {GenerationRequest.MinCount} to {GenerationRequest.MaxCount}.", ExitCode.Usage);
            return new SimulateRun(options).RunAsync(cancellation);
        });
        return command;
    }

    private static Option<DateTimeOffset> Date(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            result.AddError($"{name} is '{result.Tokens[0].Value}'; give a day such as 2018-01-31.");
            return default;
        },
    };
}
