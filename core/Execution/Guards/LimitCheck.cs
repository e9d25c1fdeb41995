using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Simulation;

namespace Serverless.Core.Execution.Guards;

/// <summary>What <see cref="PositionLimits"/> leave room for. Quantities keep their sign.</summary>
internal static class LimitCheck
{
    /// <summary>The part of a fill that the limits leave room for.</summary>
    /// <param name="quantity">Units that would trade.</param>
    /// <param name="quote">Price before slippage.</param>
    /// <param name="costs">Fee and slippage of <paramref name="quantity"/>; a part does not cost more.</param>
    /// <param name="isFurther">Whether it would be the first fill of its order.</param>
    /// <param name="openEntries">Entries that are open.</param>
    /// <param name="account">The account before it.</param>
    /// <param name="rules">The limits, and the lot.</param>
    /// <param name="hit">The limit that binds, without bar and order; null when none does.</param>
    public static double Fit(
        double quantity,
        double quote,
        double costs,
        bool isFurther,
        int openEntries,
        in Account account,
        SimulationRules rules,
        out GuardEvent? hit)
    {
        var limits = rules.Limits;
        var held = account.Position + account.Elsewhere.Position;
        var fitting = quantity;
        hit = null;
        if (limits.MaxOpenTrades is { } most && isFurther && openEntries >= most && account.Position * quantity > 0)
        {
            fitting = 0;
            hit = Hit(GuardKind.OpenTrades, openEntries + 1, most);
        }

        if (limits.MaxPositions is { } symbols && held == 0 && account.Elsewhere.Positions >= symbols)
        {
            fitting = 0;
            hit = Hit(GuardKind.OpenPositions, account.Elsewhere.Positions + 1, symbols);
        }

        if (limits.MaxWeight is { } share
            && FillSize.Fitting(fitting, held, LargestAt(share, quote, costs, account, 0), rules.Instrument) is var part && part != fitting)
        {
            hit = Hit(GuardKind.Weight, Math.Abs(held + fitting) * quote / (account.EquityAt(quote) - costs), share);
            fitting = part;
        }

        if (limits.MaxPosition is { } largest && FillSize.Fitting(fitting, held, largest, rules.Instrument) is var units && units != fitting)
        {
            hit = Hit(GuardKind.Position, Math.Abs(held + fitting), largest);
            fitting = units;
        }

        if (limits.MaxLeverage is { } leverage
            && FillSize.Fitting(fitting, held, LargestAt(leverage, quote, costs, account, account.Elsewhere.Exposure), rules.Instrument) is var rest && rest != fitting)
        {
            var exposure = (Math.Abs(held + fitting) * quote) + account.Elsewhere.Exposure;
            hit = Hit(GuardKind.Leverage, exposure / (account.EquityAt(quote) - costs), leverage);
            fitting = rest;
        }

        return hit is { } bound && limits.ResponseTo(bound.Guard) == GuardResponse.Halt ? 0 : fitting;
    }

    /// <summary>Units that a leverage allows to hold beside an <paramref name="exposure"/>, once <paramref name="costs"/> are paid.</summary>
    public static double LargestAt(double leverage, double quote, double costs, in Account account, double exposure) =>
        Math.Max(0, (leverage * (account.EquityAt(quote) - Math.Max(0, costs))) - exposure) / quote;

    private static GuardEvent Hit(GuardKind guard, double value, double limit) => new(0, guard, value, limit, GuardAction.OrderCut, 0);
}
