using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>
/// A strategy on several symbols that decides whenever a bar of the run has closed. One instance for one run: it may keep state in its fields.
/// What it throws ends this strategy and no other.
/// </summary>
public interface IPortfolioStrategy
{
    /// <summary>Steps of the clock, history included, before the first <see cref="OnBar"/>; at least 1.</summary>
    int WarmUp { get; }

    /// <summary>The run is about to begin: ask for the columns that decisions need.</summary>
    void OnInit(PortfolioInputs inputs)
    {
    }

    /// <summary>At least one bar has closed: decide.</summary>
    void OnBar(in PortfolioContext context);

    /// <summary>An order of this strategy changed its state since the last step.</summary>
    void OnOrder(in PortfolioContext context, int symbol, in OrderEvent change)
    {
    }

    /// <summary>A trade of this strategy was closed since the last step.</summary>
    void OnTrade(in PortfolioContext context, int symbol, in ClosedTrade trade)
    {
    }

    /// <summary>The last step has been decided on.</summary>
    void OnFinish(in PortfolioContext context)
    {
    }
}
