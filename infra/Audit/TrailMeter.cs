using System.Diagnostics.Metrics;

namespace Serverless.Infra.Audit;

/// <summary>
/// Metrics <c>audit_last_verified_size</c> (entries) and <c>audit_last_verified_age</c> (seconds): how far the trail was last found intact by this process, and how
/// long ago that was. Before the first time there are none. An age that grows beyond the watch's schedule tells that nobody is watching.
/// </summary>
public sealed class TrailMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Serverless.Audit";

    private readonly Meter meter = new(Name);
    private readonly TimeProvider time;
    private Mark? last;

    /// <param name="time">Tells the age.</param>
    public TrailMeter(TimeProvider time)
    {
        this.time = time;
        meter.CreateObservableGauge("audit_last_verified_size", () => Measure(mark => mark.Size), "{entry}", "Entries of the audit trail when it was last found intact.");
        meter.CreateObservableGauge("audit_last_verified_age", () => Measure(mark => (this.time.GetUtcNow() - mark.At).TotalSeconds), "s", "Time since the audit trail was last found intact.");
    }

    /// <summary>Notes that the trail was found intact.</summary>
    public void Verified(long size, DateTimeOffset at) => last = new Mark(size, at);

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<T>> Measure<T>(Func<Mark, T> figure)
        where T : struct => last is { } mark ? [new Measurement<T>(figure(mark))] : [];

    private sealed record Mark(long Size, DateTimeOffset At);
}
