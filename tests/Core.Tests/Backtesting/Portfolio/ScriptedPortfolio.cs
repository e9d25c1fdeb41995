using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Tests.Backtesting.Portfolio;

/// <summary>What a strategy does at each step, written down by a test.</summary>
internal sealed class ScriptedPortfolio(ScriptedPortfolio.Decision decide, int warmUp = 1) : IPortfolioStrategy
{
    public delegate void Decision(in PortfolioContext context);

    public Action<PortfolioInputs>? Init { get; init; }

    public List<(DateTime Time, int Symbol, OrderEvent Change)> Heard { get; } = [];

    public List<(int Symbol, ClosedTrade Trade)> Trades { get; } = [];

    public int WarmUp => warmUp;

    public void OnInit(PortfolioInputs inputs) => Init?.Invoke(inputs);

    public void OnBar(in PortfolioContext context) => decide(context);

    public void OnOrder(in PortfolioContext context, int symbol, in OrderEvent change) =>
        Heard.Add((context.Time, symbol, change));

    public void OnTrade(in PortfolioContext context, int symbol, in ClosedTrade trade) => Trades.Add((symbol, trade));
}
