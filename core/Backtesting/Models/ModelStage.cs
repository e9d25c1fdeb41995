namespace Serverless.Core.Backtesting.Models;

/// <summary>How far a model has come, as its configuration says.</summary>
public enum ModelStage
{
    /// <summary>Backtests only.</summary>
    Research,

    /// <summary>May be paper traded.</summary>
    Candidate,

    /// <summary>Is paper traded.</summary>
    Paper,

    /// <summary>Is traded with capital.</summary>
    Live,
}
