using System.Text.Json.Serialization;
using Serverless.Core.Configuration;
using Serverless.Core.Optimization;
using Serverless.Infra.Backtests;

namespace Serverless.Infra.Optimizations;

/// <summary>A search that can be run: around which run, on exactly which stored data, and how.</summary>
/// <param name="Run">The run: of a signal on one symbol, or of models.</param>
/// <param name="Search">How its parameters are searched.</param>
public sealed record OptimizationOrder(BacktestOrder Run, SearchSettings Search)
{
    /// <summary>Hash of what was asked for, whatever data there are: equal requests have equal ones.</summary>
    [JsonIgnore]
    public string RequestHash => ConfigurationHash.Of(new { Run.ConfigurationHash, Run.Experiment, Search });
}
