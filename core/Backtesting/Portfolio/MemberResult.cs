namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>What one strategy did and made.</summary>
public sealed record MemberResult
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its share of the account's equity.</summary>
    public required double Budget { get; init; }

    /// <summary>
    /// What it has made by each step, open positions and all costs included, in quote currency: the profits of all strategies and the
    /// initial equity sum to the equity.
    /// </summary>
    public required double[] Profit { get; init; }

    /// <summary>Its book in each of its symbols, in its order.</summary>
    public required IReadOnlyList<BookResult> Books { get; init; }

    /// <summary>Why it was closed out, with the UTC time of the step; null when it finished.</summary>
    public BacktestFailure? Failure { get; init; }
}
