using System.Text.Json.Serialization;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>The market data of a cycle.</summary>
/// <param name="DataHash">SHA-256 over the names and hashes of all series in the plan.</param>
/// <param name="Datasets">One series per symbol, in order of symbol.</param>
public sealed record MarketPlan(string DataHash, IReadOnlyList<DatasetPlan> Datasets)
{
    /// <summary>The symbols, in order.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Symbols => [.. Datasets.Select(dataset => dataset.Info.Symbol)];

    /// <summary>The series of <paramref name="symbol"/>.</summary>
    public DatasetPlan DatasetOf(string symbol) => Datasets.First(dataset => dataset.Info.Symbol == symbol);

    /// <summary>The totals that progress is counted against.</summary>
    public CycleProgressState ProgressOf(IReadOnlyList<SealedStrategy> strategies, DateTimeOffset now) => new()
    {
        StartedAt = now,
        StrategiesTotal = strategies.Count,
        WindowsTotal = strategies.Sum(strategy => DatasetOf(strategy.Symbol).Windows.Count),
    };
}
