using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Strategies;

/// <summary>
/// A strategy that sees one closed bar after the other and places orders. One instance for one run: parameters and state are its fields.
/// A struct is compiled into the loop; it must then write down all members.
/// </summary>
public interface IBarStrategy
{
    /// <summary>Bars that must have closed before the first <see cref="OnBar"/>; at least 1. Asked after <see cref="OnInit"/>.</summary>
    int WarmUp { get; }

    /// <summary>The run begins: ask for indicators.</summary>
    void OnInit(in StrategySetup setup)
    {
    }

    /// <summary>A bar has closed: decide.</summary>
    void OnBar(in BarContext context);

    /// <summary>An order changed its state in the bar that has closed, or when it was submitted at the close before.</summary>
    void OnOrder(in BarContext context, in OrderEvent change)
    {
    }

    /// <summary>A trade was closed in the bar that has closed.</summary>
    void OnTrade(in BarContext context, in ClosedTrade trade)
    {
    }

    /// <summary>The last bar has been decided on.</summary>
    void OnFinish(in BarContext context)
    {
    }
}
