namespace Serverless.Core.Backtesting.Models;

/// <summary>What the models' books are to do in one asset. The same instance stands as long as nothing else is wanted.</summary>
/// <param name="Kind">How.</param>
/// <param name="Parts">For each model: a share of net asset value to hold, or units to hold.</param>
internal sealed record AssetMove(AssetMoveKind Kind, double[] Parts)
{
    public static AssetMove None { get; } = new(AssetMoveKind.Rest, []);

    public bool Is(AssetMoveKind kind, ReadOnlySpan<double> parts) => Kind == kind && parts.SequenceEqual(Parts);
}
