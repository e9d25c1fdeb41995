using System.Text.Json;
using Serverless.Core.Configuration;

namespace Serverless.Cli.Simulation;

/// <summary>Remembers with which begin and settings a folder was begun: a replay that goes on must be the same.</summary>
internal static class ReplayFolder
{
    private const string FileName = "replay.json";

    /// <exception cref="CommandException">The folder holds another replay, or its file cannot be read.</exception>
    public static async Task RequireSameAsync(string folder, SimulateOptions options, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, FileName);
        var mine = new Beginning(options.From, SimulationSchema.Settings.Hash(options.Settings), ConfigurationYaml.Write((System.Text.Json.Nodes.JsonObject)SimulationSchema.Settings.Write(options.Settings)!));
        if (!File.Exists(path))
        {
            await File.WriteAllTextAsync(path, CommandJson.Serialize(mine), cancellation);
            return;
        }

        var begun = Read(await File.ReadAllTextAsync(path, cancellation), path);
        if (begun.From != mine.From)
            throw new CommandException($"'{folder}' holds a replay from {begun.From:yyyy-MM-dd}; give that --from, or another --folder.", ExitCode.Usage);
        if (begun.SettingsHash != mine.SettingsHash)
            throw new CommandException($"'{folder}' holds a replay with other settings, which '{path}' shows; give these, or another --folder.", ExitCode.Usage);
    }

    private static Beginning Read(string json, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Beginning>(json, JsonSerializerOptions.Web) ?? throw new JsonException("it is null.");
        }
        catch (JsonException error)
        {
            throw new CommandException($"'{path}' cannot be read: {error.Message} Give another --folder.", ExitCode.Failure, error);
        }
    }

    /// <param name="From">First day.</param>
    /// <param name="SettingsHash">Hash of the settings.</param>
    /// <param name="Settings">The settings, for people.</param>
    private sealed record Beginning(DateTimeOffset From, string SettingsHash, string Settings);
}
