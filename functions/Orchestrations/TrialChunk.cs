namespace Serverless.Functions.Orchestrations;

/// <summary>Consecutive proposals of a batch that one activity tries.</summary>
/// <param name="First">Position of the first in the batch.</param>
/// <param name="Count">Number of proposals.</param>
public sealed record TrialChunk(int First, int Count)
{
    /// <summary>
    /// Bar evaluations that a chunk should have at least: some milliseconds of work, against about a millisecond for scheduling an activity
    /// and storing its result.
    /// </summary>
    public const long TargetBarEvaluations = 500_000;

    /// <summary>Cuts a batch into chunks of equal work, but for the last. A trial's result does not depend on its chunk.</summary>
    public static IReadOnlyList<TrialChunk> Cut(int proposals, int bars)
    {
        var size = (int)Math.Clamp(TargetBarEvaluations / Math.Max(1, bars), 1, Math.Max(1, proposals));
        return [.. Enumerable.Range(0, (proposals + size - 1) / size).Select(chunk => new TrialChunk(chunk * size, Math.Min(size, proposals - (chunk * size))))];
    }
}
