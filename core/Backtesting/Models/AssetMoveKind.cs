namespace Serverless.Core.Backtesting.Models;

/// <summary>How the models' books come to what they are to hold of an asset.</summary>
internal enum AssetMoveKind
{
    /// <summary>Nothing is traded; what still waits is withdrawn.</summary>
    Rest,

    /// <summary>The account trades: every book goes to its share of net asset value.</summary>
    Trade,

    /// <summary>The account holds what it holds, but for other models: units change books.</summary>
    Transfer,
}
