using System.Text.Json;
using Serverless.Cli.Configuration;
using Serverless.Core.Configuration;

namespace Serverless.Cli.Backtests;

/// <summary>A run configuration before it is read: the file, if there is one, and what the command line lays over it.</summary>
internal sealed class RunDocument
{
    private ConfigurationMap map;

    private RunDocument(ConfigurationMap map) => this.map = map;

    public ConfigurationMap Map => map;

    /// <summary>The symbols, each once; none where there are none.</summary>
    public IReadOnlyList<string> Symbols => Text(map.Find("symbol")?.Value) is { } only
        ? [only]
        : [.. ((map.Find("symbols")?.Value as ConfigurationList)?.Items ?? []).Select(Text).OfType<string>().Distinct()];

    public string? Timeframe => Text(map.Find("timeframe")?.Value);

    /// <summary>Reads files, each laid over those before it.</summary>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    /// <exception cref="ConfigurationException">One is neither YAML nor JSON.</exception>
    public static async Task<RunDocument> OpenAsync(IReadOnlyList<string> files, CancellationToken cancellation) =>
        new(await ConfigFiles.ReadAsync(files, [], cancellation));

    /// <summary>Lays <c>key=value</c> over it.</summary>
    public void Set(string assignment) => map = map.Merge(ConfigurationDocument.Assign(assignment));

    /// <summary>Sets a text.</summary>
    public void Set(string key, string value) => Set($"{key}={JsonSerializer.Serialize(value)}");

    /// <summary>Sets the symbol in place of all that the file gives.</summary>
    public void SetSymbol(string symbol)
    {
        Drop("symbols");
        Set("symbol", symbol);
    }

    /// <summary>Sets a parameter of the strategy, written <c>name=value</c>.</summary>
    /// <exception cref="CommandException">There are several strategies.</exception>
    public void SetParameter(string assignment)
    {
        if (map.Find("strategies")?.Value is ConfigurationList { Items.Length: > 1 })
            throw new CommandException($"--param {assignment}: the run has several strategies; choose one with --strategy, or set their parameters in the file.", ExitCode.Usage);
        Set($"strategy.parameters.{assignment}");
    }

    /// <summary>Sets a parameter of a model, written <c>model.name=value</c>.</summary>
    /// <exception cref="CommandException">It is written otherwise.</exception>
    public void SetModelParameter(string assignment)
    {
        if (assignment.Split('=', 2)[0].Split('.') is not [{ Length: > 0 } model, { Length: > 0 }])
            throw new CommandException($"--param {assignment}: write the model too, for example EquityTrendModel_v1.average=100.", ExitCode.Usage);
        Set($"models.{model}.parameters.{assignment[(model.Length + 1)..]}");
    }

    /// <summary>Writes a list of one strategy as that strategy, so that its parameters can be set.</summary>
    public void SingleStrategy()
    {
        if (map.Find("strategies")?.Value is not ConfigurationList { Items: [ConfigurationMap only] })
            return;
        Drop("strategies");
        map = new ConfigurationMap(map.Position, map.Entries.Add(new ConfigurationEntry("strategy", only.Position, only)));
    }

    /// <summary>Sets the strategy in place of all that the file gives; as the file gives it, where it has one of this name,
    /// but with all of the equity.</summary>
    public void ChooseStrategy(string name)
    {
        if (map.Find("strategies")?.Value is ConfigurationList list)
        {
            Drop("strategies");
            if (list.Items.OfType<ConfigurationMap>().Where(one => Text(one.Find("name")?.Value) == name).ToList() is [var only])
                map = new ConfigurationMap(map.Position, map.Entries.Add(new ConfigurationEntry("strategy", only.Position, Without(only, "budget"))));
        }

        Set("strategy.name", name);
    }

    private void Drop(string key) => map = Without(map, key);

    private static ConfigurationMap Without(ConfigurationMap map, string key) => new(map.Position, map.Entries.RemoveAll(entry => entry.Key == key));

    private static string? Text(ConfigurationNode? node) => (node as ConfigurationScalar)?.Text;
}
