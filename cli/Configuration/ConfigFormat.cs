using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Configuration;

/// <summary>A kind of configuration.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Schema">What it allows.</param>
/// <param name="Read">Reads a document: resolved, with all defaults, and its hash.</param>
internal sealed record ConfigFormat(string Name, JsonObject Schema, Func<ConfigurationMap, (JsonObject Values, string Hash)> Read)
{
    /// <summary>The kinds there are.</summary>
    public static IReadOnlyList<ConfigFormat> All(StrategyLibrary strategies) =>
    [
        Of("platform", "Platform configuration", PlatformSchema.BuiltIn),
        Of("run", "Run configuration", RunSchema.For(strategies)),
    ];

    /// <summary>The kind that most keys of a document are of, by those that other kinds lack.</summary>
    /// <exception cref="CommandException">It cannot be told.</exception>
    public static ConfigFormat Of(ConfigurationMap document, IReadOnlyList<ConfigFormat> formats)
    {
        var ranked = formats
            .Select(format => (Format: format, Own: document.Entries.Count(entry => format.Has(entry.Key) && !formats.Any(other => other != format && other.Has(entry.Key)))))
            .OrderByDescending(one => one.Own)
            .ToList();
        return ranked[0].Own > ranked[1].Own
            ? ranked[0].Format
            : throw new CommandException($"It cannot be told of what kind the configuration is: say --kind {string.Join(" or ", formats.Select(format => format.Name))}.", ExitCode.Usage);
    }

    private static ConfigFormat Of<T>(string name, string title, ConfigurationType<T> type) => new(name, type.DescribeDocument(title), document =>
    {
        var value = type.Read(document);
        return ((JsonObject)type.Write(value)!, type.Hash(value));
    });

    private bool Has(string key) => Schema["properties"]![key] is not null;
}
