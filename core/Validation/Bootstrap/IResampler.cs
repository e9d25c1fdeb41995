using Serverless.Core.Randomness;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>
/// Draws which observations make up one bootstrap replication. Implementations hold no state: the indices are a function of the random
/// numbers alone. Series that must keep their dependence on each other (strategies, factors) share one vector of indices.
/// </summary>
public interface IResampler
{
    /// <summary>Fills <paramref name="indices"/> with positions 0 … n − 1, where n is its length and the length of the sample.</summary>
    /// <param name="random">The stream of this replication.</param>
    /// <param name="indices">n positions; nothing happens when it is empty.</param>
    void Fill(SeededRandom random, Span<int> indices);
}
