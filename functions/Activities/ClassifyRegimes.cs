using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Reads what regimes hold, and records it.</summary>
public sealed class ClassifyRegimes(RegimeReader reader, CycleTrail trail, RegimeTable table)
{
    /// <summary>Appends <c>regime.classified</c> with the four regimes of the markets and the quarter of every symbol, then adds the rows.</summary>
    [Function(nameof(ClassifyRegimes))]
    public async Task<ClassifiedRegimes> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var regimes = await reader.ReadAsync(input.OccurredAt, cancellation);
        await trail.AppendAsync(Entry(input, regimes), cancellation);
        await table.UpsertAsync(regimes.Market, cancellation);
        foreach (var snapshot in regimes.Symbols)
            await table.UpsertAsync(snapshot, cancellation);
        return regimes;
    }

    private static AuditEvent Entry(Input input, ClassifiedRegimes regimes) =>
        CycleTrail.Event(input.Work, "regimes", "regime.classified", "market", input.OccurredAt, input.Actor) with
        {
            ContentHash = AuditHash.OfContent(regimes.Market.ToJson()),
            DataHash = regimes.DataHash,
            Details = AuditDetails.Create(
            [
                .. regimes.Market.Dimensions.Select(one => KeyValuePair.Create(one.Name, $"{one.Key} ({one.Status})")),
                .. regimes.Symbols.Select(one => KeyValuePair.Create(
                    $"symbol.{one.Symbol}",
                    string.Create(CultureInfo.InvariantCulture, $"{one.Regime} volatility={one.RealisedVolatility:R} asOf={one.AsOf:O} stale={one.Stale}"))),
            ]),
        };

    /// <param name="Work">The cycle, or the check.</param>
    /// <param name="OccurredAt">When: what was published later does not count.</param>
    /// <param name="Actor">Who classifies, as the trail names it.</param>
    public sealed record Input(CycleReference Work, DateTimeOffset OccurredAt, string Actor);
}
