using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The book of one model in a run: it brings about the part of the portfolio's decision that is this model's.</summary>
internal sealed class ModelMember(ModelPortfolio portfolio, int model) : IPortfolioStrategy
{
    // Below this share, a difference of units is what rounding leaves.
    private const double Rounding = 1e-9;

    private AssetMove[] done = [];
    private int[] orders = [];

    public int WarmUp => 1;

    public void OnInit(PortfolioInputs inputs)
    {
        portfolio.Begin(model, inputs.Symbols);
        done = new AssetMove[inputs.Symbols.Count];
        Array.Fill(done, AssetMove.None);
        orders = new int[done.Length];
    }

    public void OnBar(in PortfolioContext context)
    {
        portfolio.Decide(context);
        portfolio.ThrowIfFailed(model);
        for (var symbol = 0; symbol < done.Length; symbol++)
        {
            if (context.HasBegun(symbol))
                Follow(context, symbol, portfolio.OrdersOf(symbol));
        }
    }

    private void Follow(in PortfolioContext context, int symbol, AssetOrders asset)
    {
        var (move, before) = (asset.Wanted, done[symbol]);
        // Units change books once; a share of the account is ordered again whenever the plan asks for it and no order waits.
        if (move == before && move.Kind != AssetMoveKind.Trade)
            return;
        var market = context[symbol];
        if (move == before && before != asset.UnderWay && market.IsOpen(orders[symbol]))
            return;
        if (before != asset.UnderWay)
            market.Cancel(orders[symbol]);
        (done[symbol], orders[symbol]) = (move, 0);
        var held = market.Position.Size;
        if (move.Kind == AssetMoveKind.Trade && (held != 0 || move.Parts[model] != 0))
            orders[symbol] = context.Target(symbol, move.Parts[model]);
        if (move.Kind == AssetMoveKind.Transfer && Math.Abs(move.Parts[model] - held) > Rounding * Math.Max(Math.Abs(move.Parts[model]), Math.Abs(held)))
            orders[symbol] = market.Submit(OrderTicket.Market(move.Parts[model] - held));
    }
}
