using System.Globalization;
using Serverless.Cli.Demo;

namespace Serverless.Cli.Simulation;

/// <summary>Tells how far a replay is, every ten seconds of real time.</summary>
internal sealed class ReplayProgress(SimulateOptions options, SimulatedPlatform platform, DemoView view, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly long started = time.GetTimestamp();
    private long shownAt = time.GetTimestamp();
    private DateTimeOffset? first;

    /// <summary>Where it stood last.</summary>
    public DateTimeOffset? Now { get; private set; }

    public async Task ShowAsync(VirtualClockStatus clock, CancellationToken cancellation)
    {
        first ??= clock.Now;
        Now = clock.Now;
        if (!clock.IsOver && time.GetElapsedTime(shownAt) < Every)
            return;
        shownAt = time.GetTimestamp();
        var ledger = await platform.LedgerAsync(cancellation);
        var (days, seconds) = ((clock.Now - first.Value).TotalDays, time.GetElapsedTime(started).TotalSeconds);
        var left = days > 0 && !clock.IsOver ? string.Create(CultureInfo.InvariantCulture, $", {TimeSpan.FromSeconds((clock.End - clock.Now).TotalDays * seconds / days):h\\:mm\\:ss} left") : "";
        var share = (clock.Now - options.From) / (options.To - options.From);
        view.Step(string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.Now:yyyy-MM-dd}, {share:P0}, {days / seconds:0.00} days/s{left}; {ledger.Seats - ledger.FreeSeats} live, capital {decimal.Parse(ledger.Total, CultureInfo.InvariantCulture):N0}"));
    }
}
