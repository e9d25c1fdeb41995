using System.Globalization;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.DurableTask.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>
/// Moves a <see cref="VirtualClock"/>, where the settings ask for one, whenever nothing is left to do at its present time. What it stood at is kept
/// beside the timers' statuses, so that a host that was killed goes on from there.
/// </summary>
internal sealed partial class VirtualTime(TimeProvider time, DurableEngine engine, TimerHost timers, DurableSettings settings, ILogger<VirtualTime> logger)
    : OuterService, IDisposable
{
    /// <summary>The setting that makes time virtual, and says where it begins.</summary>
    public const string Start = "VirtualTime:Start";

    private const string End = "VirtualTime:End";

    private readonly VirtualClock? clock = time as VirtualClock;
    private readonly string path = PathOf(settings);
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    /// <summary>Whether the end of time is reached and all is done; false on a real clock.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The clock that the configuration asks for: a virtual one between two times, or the system's.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or no time.</exception>
    public static TimeProvider ClockOf(IConfiguration configuration, DurableSettings settings)
    {
        if (configuration[Start] is null && configuration[End] is null)
            return TimeProvider.System;
        var (start, end) = (Read(configuration, Start), Read(configuration, End));
        if (end < start)
            throw new InvalidOperationException($"The setting '{End}' is before '{Start}'; exchange them.");
        var path = PathOf(settings);
        return new VirtualClock(File.Exists(path) ? DateTimeOffset.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : start, end);
    }

    public void Dispose() => stopping.Dispose();

    protected override Task OpenAsync(CancellationToken cancellationToken)
    {
        if (clock is not null)
            running = Task.Run(() => RunAsync(clock), CancellationToken.None);
        return Task.CompletedTask;
    }

    protected override async Task CloseAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static string PathOf(DurableSettings settings) => Path.Combine(Path.GetDirectoryName(settings.JournalFolder)!, "timers", settings.HubName, "virtual-time");

    private static DateTimeOffset Read(IConfiguration configuration, string setting) =>
        DateTimeOffset.TryParse(configuration[setting], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new InvalidOperationException($"The setting '{setting}' is '{configuration[setting]}'; give a time such as 2018-01-01T00:00:00Z.");

    private async Task RunAsync(VirtualClock clock)
    {
        try
        {
            do
            {
                await QuietAsync();
                Record(clock.NextDue() ?? clock.End);
            }
            while (!stopping.IsCancellationRequested && clock.MoveOn());
            await QuietAsync();
            IsOver = !stopping.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            LogStopped(error, clock.GetUtcNow());
        }
    }

    // A timer's run may begin work of the engine, and that may end while the run goes on.
    private async Task QuietAsync()
    {
        do
        {
            await engine.WhenIdle().WaitAsync(stopping.Token);
            await timers.Work.WhenIdle().WaitAsync(stopping.Token);
        }
        while (!engine.WhenIdle().IsCompleted || !timers.Work.WhenIdle().IsCompleted);
    }

    private void Record(DateTimeOffset next)
    {
        if (next == clock!.GetUtcNow())
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".new", next.ToString("O", CultureInfo.InvariantCulture));
        File.Move(path + ".new", path, overwrite: true);
    }

    [LoggerMessage(20, LogLevel.Critical, "Virtual time stands still at {Now}: it could not be moved on")]
    private partial void LogStopped(Exception exception, DateTimeOffset now);
}
