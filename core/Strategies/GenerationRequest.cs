namespace Serverless.Core.Strategies;

/// <summary>What a cycle asks of <see cref="StrategyGenerator"/>.</summary>
/// <param name="Seed">Seed of all choices.</param>
/// <param name="Count">Number of configurations, 60 … 200.</param>
/// <param name="Symbols">The instruments, at least one, each once.</param>
public sealed record GenerationRequest(long Seed, int Count, IReadOnlyList<string> Symbols)
{
    /// <summary>Smallest <see cref="Count"/>.</summary>
    public const int MinCount = 60;

    /// <summary>Largest <see cref="Count"/>.</summary>
    public const int MaxCount = 200;

    /// <summary>The best configurations of the cycle before, best first; those for other symbols are passed over. May be empty.</summary>
    public IReadOnlyList<StrategyConfiguration> Parents { get; init; } = [];
}
