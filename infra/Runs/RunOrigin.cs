using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;

namespace Serverless.Infra.Runs;

/// <summary>What a run was made of.</summary>
/// <param name="Strategy">Name of the strategy; <c>portfolio</c> for several, or several symbols.</param>
/// <param name="Configuration">All that decides the run beside bars and code.</param>
/// <param name="ConfigurationHash">Its hash, 64 hexadecimal digits.</param>
/// <param name="DataHash"><see cref="ContentHash"/> of the bars; see <see cref="PortfolioSummary.DataHash"/> for several symbols.</param>
/// <param name="CodeVersion">Version of the code.</param>
public sealed record RunOrigin(string Strategy, JsonNode Configuration, string ConfigurationHash, string DataHash, string CodeVersion)
{
    /// <summary>Of a run configuration.</summary>
    /// <param name="schema">Its format.</param>
    /// <param name="run">What is run.</param>
    /// <param name="bars">The bars of each symbol, in the order of the configuration.</param>
    /// <param name="codeVersion">Version of the code.</param>
    public static RunOrigin Of(ConfigurationType<RunConfiguration> schema, RunConfiguration run, IReadOnlyList<BarSeries> bars, string codeVersion)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(bars);
        return new RunOrigin(
            run.IsPortfolio ? "portfolio" : run.Strategies[0].Definition.Schema.Name,
            schema.Write(run)!,
            schema.Hash(run),
            run.IsPortfolio ? DataHashOf(bars) : ContentHash.Of(bars[0]),
            codeVersion);
    }

    /// <summary>A search around the run: what is tried becomes part of the configuration, under the key <c>search</c>.</summary>
    /// <param name="search">What decides the search beside the run.</param>
    public RunOrigin WithSearch(JsonNode search)
    {
        var whole = (JsonObject)Configuration.DeepClone();
        whole["search"] = search;
        return this with { Configuration = whole, ConfigurationHash = Core.Configuration.ConfigurationHash.Of(whole) };
    }

    /// <summary>Version of the code that computes results here.</summary>
    public static string CurrentCode { get; } =
        typeof(Backtester).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Hash over several series: SHA-256 of the <see cref="ContentHash"/> of each, a line each, in their order.</summary>
    public static string DataHashOf(IEnumerable<BarSeries> bars) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(bars.Select(series => ContentHash.Of(series) + "\n")))));

    /// <summary>A text to read, and twelve digits of a hash over configuration, data and code.</summary>
    internal string IdOf(string subject)
    {
        var content = $"{ConfigurationHash}\n{DataHash}\n{CodeVersion}";
        return $"{subject}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 6))}";
    }
}
