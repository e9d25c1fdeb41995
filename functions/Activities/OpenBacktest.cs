using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Records that a backtest began, and on which data.</summary>
public sealed class OpenBacktest(CycleTrail trail, BacktestTable table)
{
    /// <summary>Appends <c>backtest.started</c> with the SHA-256 of every series, then adds the backtest's row.</summary>
    [Function(nameof(OpenBacktest))]
    public async Task RunAsync([ActivityTrigger] BacktestInput input, CancellationToken cancellation)
    {
        var entry = BacktestEntries.Of(input, "started", input.RequestedAt) with
        {
            Details = AuditDetails.Create(
            [
                new("experiment", input.Order.Experiment),
                new("kind", $"{input.Order.Kind}"),
                new("title", input.Order.Title),
                .. input.Order.Datasets.Select(dataset => KeyValuePair.Create(dataset.Name.Replace('/', '.'), dataset.Sha256)),
            ]),
        };
        await trail.AppendAsync(entry, cancellation);
        await table.UpsertAsync(BacktestEntries.Row(input), cancellation);
    }
}
