using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Serverless.Core.MarketData;

namespace Serverless.Infra.Backtests;

/// <summary>A backtest that can be run: what is run, on exactly which stored data.</summary>
/// <param name="Kind">What the configuration describes.</param>
/// <param name="Title">Strategies or models and symbols, to read.</param>
/// <param name="Experiment">Name under which the run is recorded.</param>
/// <param name="Configuration">The configuration as JSON, all defaults written out.</param>
/// <param name="ConfigurationHash">Its hash, 64 hexadecimal digits.</param>
/// <param name="Datasets">The stored series, each once, by name.</param>
/// <param name="CodeVersion">Version of the code that planned it.</param>
public sealed record BacktestOrder(
    BacktestKind Kind,
    string Title,
    string Experiment,
    string Configuration,
    string ConfigurationHash,
    IReadOnlyList<DatasetInfo> Datasets,
    string CodeVersion)
{
    /// <summary>SHA-256 over names and content hashes of the stored series, a line each.</summary>
    [JsonIgnore]
    public string DataHash => Hash(Datasets.Select(dataset => $"{dataset.Name} {dataset.Sha256}"));

    /// <summary>SHA-256 over configuration, data, code and experiment: equal orders have equal ones.</summary>
    [JsonIgnore]
    public string Key => Hash([ConfigurationHash, DataHash, CodeVersion, Experiment]);

    private static string Hash(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))));
}
