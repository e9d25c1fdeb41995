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
    public const int TargetBarEvaluations = 500_000;

    /// <summary>Proposals of a chunk when each is tried on so many bars.</summary>
    public static int SizeFor(int bars) => Math.Max(1, TargetBarEvaluations / Math.Max(1, bars));

    /// <summary>Cuts a batch into chunks of equal size, but for the last. A trial's result does not depend on its chunk.</summary>
    public static IReadOnlyList<TrialChunk> Cut(int proposals, int size) =>
        [.. Enumerable.Range(0, (proposals + size - 1) / size).Select(chunk => new TrialChunk(chunk * size, Math.Min(size, proposals - (chunk * size))))];
}
