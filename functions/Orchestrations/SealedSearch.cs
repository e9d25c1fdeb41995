using Serverless.Core.Optimization;
using Serverless.Infra.Backtests;

namespace Serverless.Functions.Orchestrations;

/// <summary>A search on its way through orchestrations, whose inputs are stored: configuration, ranges and seed are sealed, what lists and batches need is beside them.</summary>
/// <param name="Kind">What the configuration describes.</param>
/// <param name="Title">Strategy or models, and symbols.</param>
/// <param name="Experiment">Name under which the search is recorded.</param>
/// <param name="Method">How parameter sets are chosen.</param>
/// <param name="Objective">The figure that is looked for.</param>
/// <param name="Trials">Most trials.</param>
/// <param name="BatchSize">Proposals that are made at once.</param>
/// <param name="RequestHash">Hash of what was asked for, whatever data there are.</param>
/// <param name="DataHash">SHA-256 over the stored series.</param>
/// <param name="Order">The whole order, which <see cref="Hosting.SearchSeal"/> opens.</param>
public sealed record SealedSearch(
    BacktestKind Kind,
    string Title,
    string Experiment,
    SearchMethod Method,
    string Objective,
    int Trials,
    int BatchSize,
    string RequestHash,
    string DataHash,
    string Order);
