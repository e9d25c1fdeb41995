using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Strategies;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>What a strategy does at each close, written down by a test.</summary>
internal sealed class ScriptedStrategy(ScriptedStrategy.Decision decide, int warmUp = 1) : IBarStrategy
{
    public delegate void Decision(in BarContext context);

    public List<OrderEvent> Heard { get; } = [];

    public List<ClosedTrade> Trades { get; } = [];

    public bool HasFinished { get; private set; }

    public int WarmUp => warmUp;

    public void OnBar(in BarContext context) => decide(context);

    public void OnOrder(in BarContext context, in OrderEvent change) => Heard.Add(change);

    public void OnTrade(in BarContext context, in ClosedTrade trade) => Trades.Add(trade);

    public void OnFinish(in BarContext context) => HasFinished = true;
}
