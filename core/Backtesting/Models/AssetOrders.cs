using Serverless.Core.Backtesting.Portfolio;

namespace Serverless.Core.Backtesting.Models;

/// <summary>What is wanted of one asset, and what of it cannot be changed any more.</summary>
internal sealed class AssetOrders
{
    private AssetMove waiting = AssetMove.None;
    private bool isForNextBar;

    /// <summary>What the books are to do.</summary>
    public AssetMove Wanted { get; private set; } = AssetMove.None;

    /// <summary>What trades in a bar that has begun and is not known yet; the account will hold it, though it does not show yet.</summary>
    public AssetMove UnderWay { get; private set; } = AssetMove.None;

    /// <summary>Notes what has happened since the last decision.</summary>
    public void Follow(in PortfolioContext context, int symbol)
    {
        if (context.HasBar(symbol))
        {
            UnderWay = AssetMove.None;
            if (!isForNextBar)
                waiting = AssetMove.None;
            isForNextBar = false;
        }

        if (waiting.Kind == AssetMoveKind.Rest || isForNextBar || !context.IsUnderWay(symbol))
            return;
        UnderWay = waiting;
        waiting = AssetMove.None;
    }

    /// <summary>Wants something else; what is wanted already stays as it is.</summary>
    public void Want(AssetMoveKind kind, ReadOnlySpan<double> parts, double weight, bool isUnderWay)
    {
        if (!Wanted.Is(kind, parts))
            Wanted = kind == AssetMoveKind.Rest ? AssetMove.None : new AssetMove(kind, parts.ToArray(), weight);
        if (waiting == Wanted)
            return;
        waiting = Wanted;
        isForNextBar = isUnderWay;
    }
}
