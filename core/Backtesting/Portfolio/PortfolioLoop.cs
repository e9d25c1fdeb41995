using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>
/// The loop over the steps of the clock: bars that have closed trade the open orders, symbol by symbol; the account is marked at the closes;
/// strategies are told and decide. Nothing is allocated per step.
/// </summary>
internal sealed class PortfolioLoop
{
    private readonly MarketDesk[] markets;
    private readonly MemberDesk[] members;
    private readonly RunClock clock;
    private readonly SharedAccount account;
    private readonly PortfolioSettings settings;
    private readonly PortfolioCurve curve;
    private readonly int start;
    private readonly AccountGuards guards;

    /// <param name="markets">The symbols, in order of their claim on margin.</param>
    /// <param name="members">The strategies, in the same order.</param>
    /// <param name="clock">The steps.</param>
    /// <param name="account">The account, fresh.</param>
    /// <param name="settings">Guards, and so on.</param>
    /// <param name="curve">Receives what the account is at each step.</param>
    /// <param name="start">First step that trades.</param>
    public PortfolioLoop(
        MarketDesk[] markets,
        MemberDesk[] members,
        RunClock clock,
        SharedAccount account,
        PortfolioSettings settings,
        PortfolioCurve curve,
        int start)
    {
        (this.markets, this.members, this.clock, this.account) = (markets, members, clock, account);
        (this.settings, this.curve, this.start) = (settings, curve, start);
        guards = new AccountGuards(members, clock, account, settings);
    }

    /// <summary>Why the run stopped, or null.</summary>
    public BacktestFailure? Failure { get; private set; }

    public List<PortfolioGuardEvent> GuardEvents => guards.Events;

    public void Run()
    {
        var end = start + curve.Count;
        var told = Math.Max(1, curve.Count / 100);
        if (start > 0)
            DecideBeforeStart();
        for (var step = start; step < end && Failure is null; step++)
        {
            clock.Step = step;
            foreach (var market in markets)
                market.Trade(step);
            Mark();
            curve.Record(step - start, account, members);
            if (!(account.Equity > 0))
            {
                Ruin();
                return;
            }

            guards.Look();
            Decide(step, tells: true);
            TradeCloses(step);
            if ((step - start) % told == 0)
                settings.Progress?.Report((step - start + 1.0) / curve.Count);
        }

        Finish();
    }

    private void DecideBeforeStart()
    {
        clock.Step = start - 1;
        foreach (var market in markets)
            market.Skip(start - 1);
        Mark();
        Decide(start - 1, tells: false);
    }

    private void Mark()
    {
        foreach (var market in markets)
            market.Mark(clock.Step, clock.Now);
        account.Sum();
    }

    private void Decide(int step, bool tells)
    {
        foreach (var member in members)
            member.Follow(tells, decides: step >= Math.Max(start - 1, Math.Max(member.Member.Strategy.WarmUp, 1) - 1));
    }

    private void TradeCloses(int step)
    {
        var traded = false;
        foreach (var market in markets)
            traded |= market.FillsAtClose && market.TradeClose(step, onlyNew: true);
        if (!traded)
            return;
        account.Sum();
        curve.Record(step - start, account, members);
    }

    private void Finish()
    {
        foreach (var member in members)
            member.Follow(tells: false, decides: false, finishes: true);
        if (!settings.CloseAtEnd || curve.Count == 0)
            return;
        foreach (var member in members)
            member.Close(OrderReason.EndOfRun, OrderRole.EndOfRun);
        foreach (var market in markets)
            market.TradeClose(clock.Step, onlyNew: false);
        account.Sum();
        curve.Record(curve.Count - 1, account, members);
        if (!(account.Equity > 0))
            Ruin();
    }

    private void Ruin() => Failure = new BacktestFailure(
        new DateTime(clock.Now, DateTimeKind.Utc), $"equity fell to {account.Equity:R}; the account is ruined.");
}
