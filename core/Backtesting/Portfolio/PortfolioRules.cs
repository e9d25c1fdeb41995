using Serverless.Core.Execution.Guards;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>What a run must be made of.</summary>
internal static class PortfolioRules
{
    /// <summary>Why a run cannot be made of this, or null.</summary>
    public static string? FindProblem(
        IReadOnlyList<PortfolioSymbol> symbols, IReadOnlyList<PortfolioInput> inputs, IReadOnlyList<PortfolioMember> members)
    {
        if (symbols.Count == 0 || members.Count == 0)
            return $"there are {symbols.Count} symbols and {members.Count} strategies; a run needs at least one of each.";
        if (FindTwice(symbols.Select(symbol => symbol.Name).Concat(inputs.Select(input => input.Name))) is { } series)
            return $"there are two series '{series}': rename one of them.";
        if (FindTwice(members.Select(member => member.Name)) is { } name)
            return $"there are two strategies '{name}': rename one of them.";
        foreach (var member in members)
        {
            if (FindTwice(member.Symbols) is { } twice)
                return $"strategy '{member.Name}' names {twice} twice.";
            if (member.Symbols.FirstOrDefault(symbol => symbols.All(known => known.Name != symbol)) is { } unknown)
                return $"strategy '{member.Name}' trades {unknown}, which is not among the symbols.";
        }

        if (symbols.FirstOrDefault(symbol => HaltsOrLevers(symbol.Rules.Limits)) is { } limited)
            return $"{limited.Name} has a largest leverage, or a limit that halts: those are the account's, among the settings of the run.";

        // A venue sees the net position alone: it has no isolated margin for each strategy.
        return symbols.FirstOrDefault(symbol => symbol.Rules.Margin.MaintenanceRate > 0 && CountTraders(symbol, members) > 1) is { } shared
            ? $"several strategies trade {shared.Name}, and it liquidates position by position: give the account a maintenance rate instead."
            : null;
    }

    private static bool HaltsOrLevers(PositionLimits limits) => limits.MaxLeverage is not null
        || (limits.MaxPosition is not null && limits.OnPosition == GuardResponse.Halt)
        || (limits.MaxOpenTrades is not null && limits.OnOpenTrades == GuardResponse.Halt);

    private static int CountTraders(PortfolioSymbol symbol, IReadOnlyList<PortfolioMember> members) =>
        members.Count(member => member.Symbols.Count == 0 || member.Symbols.Contains(symbol.Name));

    private static string? FindTwice(IEnumerable<string> names) =>
        names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
}
