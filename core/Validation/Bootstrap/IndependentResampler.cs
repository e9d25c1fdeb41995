using Serverless.Core.Randomness;

namespace Serverless.Core.Validation.Bootstrap;

/// <summary>Efron's bootstrap (1979): every index uniform and independent. Only for observations that are independent.</summary>
public sealed class IndependentResampler : IResampler
{
    /// <inheritdoc/>
    public void Fill(SeededRandom random, Span<int> indices)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (var i = 0; i < indices.Length; i++)
            indices[i] = random.NextInt(indices.Length);
    }
}
