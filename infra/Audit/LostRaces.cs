namespace Serverless.Infra.Audit;

/// <summary>
/// How long a process waits that lost several races for the head of a log in a row: the longer the more it lost, and never as long as another, so that a
/// process with much to append is not held up by one that loses to it, and that one is not worn out. The first loss costs nothing.
/// </summary>
/// <param name="random">Another sequence in each process.</param>
internal sealed class LostRaces(Random random)
{
    private const int MostDoublings = 6;

    // By the clock of the machine, also where the host's own is virtual: the others are as real as the storage.
    public Task WaitAsync(int lost, CancellationToken cancellationToken) => Task.Delay(Of(lost, random.NextDouble()), cancellationToken);

    /// <summary>0 to 2 ms after two losses, doubling up to 64 ms.</summary>
    /// <param name="lost">Races lost before the last one, at least 1.</param>
    /// <param name="share">Where in this range, 0 to 1.</param>
    public static TimeSpan Of(int lost, double share) => TimeSpan.FromMilliseconds(share * (1 << Math.Min(lost, MostDoublings)));
}
