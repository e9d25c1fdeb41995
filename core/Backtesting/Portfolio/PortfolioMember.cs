namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>One of the strategies that share an account.</summary>
/// <param name="Name">Its name, unlike those of the others.</param>
/// <param name="Strategy">The strategy, fresh: an instance is for one run.</param>
public sealed record PortfolioMember(string Name, IPortfolioStrategy Strategy)
{
    /// <summary>
    /// Share of the account's equity that its weights and sizes are taken from; positive. Budgets may sum to more than 1: what the account
    /// carries is for its margin and guards to say.
    /// </summary>
    public double Budget
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Budget), value, "A budget must be positive and finite.");
    } = 1;

    /// <summary>The symbols that it trades, in its order; all of the run's when empty.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];
}
