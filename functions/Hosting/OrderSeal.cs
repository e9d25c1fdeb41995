using Serverless.Infra.Backtests;
using Serverless.Infra.Keys;

namespace Serverless.Functions.Hosting;

/// <summary>Seals the configurations of backtests before orchestrations carry them, and opens them in activities.</summary>
public sealed class OrderSeal(ContentProtection protection)
{
    /// <summary>The order with its configuration sealed.</summary>
    public async Task<BacktestOrder> SealAsync(BacktestOrder order, CancellationToken cancellation) =>
        order with { Configuration = await protection.SealTextAsync(IdentityOf(order), order.Configuration, cancellation) };

    /// <summary>The order that can be run.</summary>
    /// <exception cref="ContentKeyException">It does not open.</exception>
    public async Task<BacktestOrder> OpenAsync(BacktestOrder order, CancellationToken cancellation) =>
        order with { Configuration = await protection.OpenTextAsync(IdentityOf(order), order.Configuration, cancellation) };

    private static string IdentityOf(BacktestOrder order) => $"configuration/{order.ConfigurationHash}";
}
