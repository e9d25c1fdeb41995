using System.CommandLine;
using System.Globalization;
using Serverless.Cli.Configuration;
using Serverless.Core.Configuration;

namespace Serverless.Cli.Simulation;

/// <summary><c>simulate</c>: the platform itself, replayed through history in virtual time.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var from = Date("--from", "First day, such as 2018-01-01; bars before it are history by then.");
        var to = Date("--to", "Day at which it ends.");
        var data = new Option<string[]>("--data")
        {
            Description = "Files or folders with bars and figures, as for 'data import'; without any, what --folder stores, or seeded synthetic bars.",
            AllowMultipleArgumentsPerToken = true,
        };
        var folder = new Option<string?>("--folder") { Description = "Keep storage and journal in this folder; run again, the command goes on from where it was interrupted." };
        var settings = new Option<string[]>("--settings") { Description = "YAML file with gates, seats, capital, symbols and thresholds, over the product's defaults; repeatable, each over those before." };
        var strategies = new Option<int?>("--strategies") { Description = "Strategy configurations in each cycle, 60 to 200; counts more than the file." };
        var seed = new Option<long?>("--seed") { Description = "Seed of everything random; counts more than the file." };
        var report = new Option<string?>("--report") { Description = "Write the report, one HTML page, into this file. Default: report.html in --folder." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on stdout; messages go to stderr." };
        var command = new Command("simulate", "Replay history through the platform itself: cycles, promotions, the watch and the trail, day by day in virtual time.")
        {
            from, to, data, folder, settings, strategies, seed, report, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new SimulateOptions
            {
                From = parsed.GetValue(from),
                To = parsed.GetValue(to),
                Data = parsed.GetValue(data) ?? [],
                Folder = parsed.GetValue(folder),
                Settings = await ReadAsync(parsed.GetValue(settings) ?? [], parsed.GetValue(strategies), parsed.GetValue(seed), cancellation),
                Report = parsed.GetValue(report),
                Json = parsed.GetValue(json),
            };
            if (options.To <= options.From)
                throw new CommandException("--to must be after --from.", ExitCode.Usage);
            return await new SimulateRun(options).RunAsync(cancellation);
        });
        return command;
    }

    private static async Task<SimulationSettings> ReadAsync(string[] files, int? strategies, long? seed, CancellationToken cancellation)
    {
        string[] assignments =
        [
            .. strategies is { } count ? [string.Create(CultureInfo.InvariantCulture, $"strategies={count}")] : Array.Empty<string>(),
            .. seed is { } number ? [string.Create(CultureInfo.InvariantCulture, $"seed={number}")] : Array.Empty<string>(),
        ];
        try
        {
            return SimulationSchema.Settings.Read(await ConfigFiles.ReadAsync(files, assignments, cancellation));
        }
        catch (ConfigurationException error)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
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
