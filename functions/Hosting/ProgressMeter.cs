namespace Serverless.Functions.Hosting;

/// <summary>Passes progress on at most once a second, without holding up who works. For one worker at a time.</summary>
/// <param name="tell">Where to.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressMeter(Func<double, Task> tell, TimeProvider time) : IProgress<double>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private long last = time.GetTimestamp();

    /// <summary>What is being told at present; completed when nothing is.</summary>
    public Task Telling { get; private set; } = Task.CompletedTask;

    public void Report(double value)
    {
        if (!Telling.IsCompleted || time.GetElapsedTime(last) < Pause)
            return;
        last = time.GetTimestamp();
        Telling = tell(value);
    }
}
