using Serverless.Core.Execution.Guards;

namespace Serverless.Core.Backtesting;

/// <summary>Follows the equity against the guards. Mutable; a local of one run.</summary>
internal struct GuardWatch(RunGuards guards, double equity)
{
    private readonly double floorShare = 1 - (guards.MaxDrawdown ?? double.PositiveInfinity);
    private readonly double dayShare = 1 - (guards.DailyLoss ?? double.PositiveInfinity);
    private double highest = equity;
    private double last = equity;
    private double dayStart = equity;
    private long day;
    private GuardEvent? drawdown;
    private GuardEvent? dayLoss;

    /// <summary>What stops trading, or null.</summary>
    public readonly GuardEvent? Halting => Hit(GuardResponse.Halt);

    /// <summary>What scales new orders, or null.</summary>
    public readonly GuardEvent? Scaling => Hit(GuardResponse.Scale);

    /// <summary>Whether trading is stopped after a close at <paramref name="equity"/> of a bar that opened on <paramref name="ticks"/>.</summary>
    public bool Stops(long ticks, double equity)
    {
        if (ticks / TimeSpan.TicksPerDay != day)
            (day, dayStart, dayLoss) = (ticks / TimeSpan.TicksPerDay, last, null);
        last = equity;
        highest = Math.Max(highest, equity);
        if (equity <= highest * floorShare)
            drawdown ??= new(0, GuardKind.Drawdown, 1 - (equity / highest), guards.MaxDrawdown!.Value, GuardAction.Halted, 0);
        else if (guards.OnDrawdown == GuardResponse.Scale)
            drawdown = null;
        if (equity <= dayStart * dayShare)
            dayLoss ??= new(0, GuardKind.DailyLoss, 1 - (equity / dayStart), guards.DailyLoss!.Value, GuardAction.Halted, 0);
        return Halting is not null;
    }

    private readonly GuardEvent? Hit(GuardResponse response)
    {
        if (drawdown is not null && guards.OnDrawdown == response)
            return drawdown;
        return guards.OnDailyLoss == response ? dayLoss : null;
    }
}
