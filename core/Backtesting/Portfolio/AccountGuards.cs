using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>Looks at the account after every close, acts for its guards on all strategies, and notes what it did.</summary>
internal sealed class AccountGuards(MemberDesk[] members, RunClock clock, SharedAccount account, PortfolioSettings settings)
{
    private readonly bool watches = settings.Guards != RunGuards.None;
    private readonly bool isNeeded =
        settings.Guards != RunGuards.None || settings.MaintenanceRate > 0 || settings.Limits.MaxLeverage is not null;

    private GuardWatch watch = new(settings.Guards, settings.InitialEquity);
    private GuardEvent? halted;
    private GuardEvent? scaled;

    public List<PortfolioGuardEvent> Events { get; } = [];

    /// <summary>Looks at the account as it is marked now.</summary>
    public void Look()
    {
        if (isNeeded)
            Watch();
        foreach (var member in members)
        {
            if (halted is not null || member.Failure is not null)
                member.CloseRest(OrderReason.Guard, OrderRole.Guard);
        }
    }

    private void Watch()
    {
        var halting = Liquidation();
        if (watches)
        {
            // A time of midnight is the end of a day, not the beginning of one.
            watch.Stops(clock.Now - 1, account.Equity);
            halting ??= watch.Halting;
        }

        var isChanged = halting?.Guard != halted?.Guard || watch.Scaling?.Guard != scaled?.Guard;
        Halt(halting);
        Scale(watch.Scaling);
        if (isChanged)
        {
            foreach (var member in members)
                member.Obey(halted, scaled, settings.Guards.SizeFactor);
        }

        if (halted is null)
            Reduce();
    }

    private GuardEvent? Liquidation() => account.Equity <= settings.MaintenanceRate * account.Exposure
        ? new(0, GuardKind.Maintenance, account.Equity / account.Exposure, settings.MaintenanceRate, GuardAction.Halted, 0)
        : null;

    private void Halt(GuardEvent? cause)
    {
        if (cause is { } hit && hit.Guard != halted?.Guard)
            Note(hit, GuardAction.Halted);
        if (cause is null && halted is { } past)
            Note(past, GuardAction.Resumed);
        if (cause is not null && halted is null)
        {
            var isShort = cause.Value.Guard == GuardKind.Maintenance;
            foreach (var member in members)
                member.Close(isShort ? OrderReason.Margin : OrderReason.Guard, isShort ? OrderRole.Liquidation : OrderRole.Guard);
        }

        halted = cause;
    }

    private void Scale(GuardEvent? cause)
    {
        if (cause is { } hit && scaled is null)
            Note(hit, GuardAction.SizesScaled);
        if (cause is null && scaled is { } past)
            Note(past, GuardAction.SizesRestored);
        scaled = cause;
    }

    private void Reduce()
    {
        if (settings.Limits.MaxLeverage is not { } most || account.Exposure <= account.Equity * most * (1 + 1e-9))
            return;
        var leverage = account.Exposure / account.Equity;
        Note(new GuardEvent(0, GuardKind.Leverage, leverage, most, GuardAction.PositionReduced, 0), GuardAction.PositionReduced);
        foreach (var member in members)
            member.Reduce(1 - (most / leverage));
    }

    private void Note(GuardEvent hit, GuardAction action) =>
        Events.Add(new PortfolioGuardEvent(new DateTime(clock.Now, DateTimeKind.Utc), hit.Guard, hit.Value, hit.Limit, action));
}
