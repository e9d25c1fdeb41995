using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Keys;
using Serverless.Infra.Optimizations;

namespace Serverless.Functions.Hosting;

/// <summary>Seals searches before orchestrations carry them, and opens them in activities.</summary>
public sealed class SearchSeal(ContentProtection protection)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The search with its order sealed.</summary>
    public async Task<SealedSearch> SealAsync(OptimizationOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var (run, search) = order;
        return new SealedSearch(
            run.Kind,
            run.Title,
            run.Experiment,
            search.Method,
            search.Objective.Figure,
            search.Trials,
            search.BatchSize,
            order.RequestHash,
            run.DataHash,
            await protection.SealTextAsync(IdentityOf(order.RequestHash), JsonSerializer.Serialize(order, Json), cancellation));
    }

    /// <summary>The order that can be run.</summary>
    /// <exception cref="ContentKeyException">It does not open.</exception>
    public async Task<OptimizationOrder> OpenAsync(SealedSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        return JsonSerializer.Deserialize<OptimizationOrder>(await protection.OpenTextAsync(IdentityOf(search.RequestHash), search.Order, cancellation), Json)!;
    }

    private static string IdentityOf(string requestHash) => $"search/{requestHash}";
}
