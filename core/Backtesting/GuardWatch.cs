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
    private bool dayIsLost;
    private bool runIsLost;

    /// <summary>Whether trading is stopped after a close at <paramref name="equity"/> of a bar that opened on <paramref name="ticks"/>.</summary>
    public bool Stops(long ticks, double equity)
    {
        if (ticks / TimeSpan.TicksPerDay != day)
            (day, dayStart, dayIsLost) = (ticks / TimeSpan.TicksPerDay, last, false);
        last = equity;
        highest = Math.Max(highest, equity);
        runIsLost |= equity <= highest * floorShare;
        dayIsLost |= equity <= dayStart * dayShare;
        return runIsLost || dayIsLost;
    }
}
