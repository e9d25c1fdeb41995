using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Serverless.Core.Regimes;
using Serverless.Functions.Access;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/regimes</c>: the four regimes of the markets, and the present volatility regime of every symbol.</summary>
public sealed class GetRegimes(TimeProvider time)
{
    private static readonly TimeSpan CheckOverdue = TimeSpan.FromHours(48);

    /// <summary>200; empty before the first check.</summary>
    [Function(nameof(GetRegimes))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/regimes")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var market = (await client.Entities.GetEntityAsync<MarketRegimeMemory>(MarketRegime.Id, cancellation: cancellation))?.State ?? new MarketRegimeMemory();
        var regimes = new List<RegimeResource>();
        var query = new EntityQuery { InstanceIdStartsWith = nameof(Regime) };
        await foreach (var entity in client.Entities.GetAllEntitiesAsync<RegimeState>(query).WithCancellation(cancellation))
        {
            if (entity.Id.Name == Regime.IdOf("").Name && entity.State is { Current: { } current } state)
                regimes.Add(Describe(current, state));
        }

        return Results.Ok(Describe(market, [.. regimes.OrderBy(regime => regime.Symbol, StringComparer.Ordinal)], time.GetUtcNow()));
    }

    internal static RegimesResource Describe(MarketRegimeMemory market, IReadOnlyList<RegimeResource> symbols, DateTimeOffset now) => new(
        market.Current?.AsOf,
        market.Current is { } current ? JsonNode.Parse(current.ToJson()) : null,
        [.. market.Known.Select(one => new KnownRegimeResource(one.Key, one.Value.Key, one.Value.Since, AgeOf(market.Current!, one.Key, now)))],
        WarningsOf(market.Current, now),
        market.Changes,
        symbols);

    private static double? AgeOf(MarketRegimeState state, string dimension, DateTimeOffset now)
    {
        var known = dimension switch
        {
            "crypto" => state.Crypto.KnownAt,
            "equity" => state.Equity.KnownAt,
            "macro" => state.Macro.KnownAt,
            _ => state.Volatility.KnownAt,
        };
        return known is { } at ? Math.Round((now - at).TotalHours, 1) : null;
    }

    private static List<string> WarningsOf(MarketRegimeState? state, DateTimeOffset now)
    {
        var warnings = state?.Warnings.Select(warning => warning.Message).ToList() ?? [];
        if (state is null)
            warnings.Add("The regimes were never looked at: POST /api/v1/regimes/checks does, and the setting RegimeSchedule does so by itself.");
        else if (now - state.AsOf > CheckOverdue)
            warnings.Add(FormattableString.Invariant($"The regimes were last looked at {state.AsOf:yyyy-MM-ddTHH:mmZ}; what was published since does not count."));
        return warnings;
    }

    private static RegimeResource Describe(RegimeSnapshot current, RegimeState state) => new(
        current.Symbol,
        current.Regime.ToString(),
        current.RealisedVolatility,
        [current.P25, current.P50, current.P75],
        current.AsOf,
        current.Stale,
        state.Previous?.ToString(),
        state.Since);
}
