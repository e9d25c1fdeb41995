namespace Serverless.Core.Backtesting.Models;

/// <summary>What the models' books are to do in one asset. The same instance stands as long as nothing else is wanted.</summary>
/// <param name="kind">How.</param>
/// <param name="parts">For each model: a share of net asset value to hold, or units to hold.</param>
/// <param name="weight">The share of net asset value that the account is to hold.</param>
internal sealed class AssetMove(AssetMoveKind kind, double[] parts, double weight)
{
    public static AssetMove None { get; } = new(AssetMoveKind.Rest, [], 0);

    public AssetMoveKind Kind => kind;

    public double[] Parts => parts;

    public double Weight => weight;

    public bool Is(AssetMoveKind other, ReadOnlySpan<double> others) => kind == other && others.SequenceEqual(parts);
}
