namespace Serverless.Core.Backtesting.Causality;

/// <summary>What a search for look-ahead found.</summary>
/// <param name="Decisions">Decisions on the bars as they are: without any, nothing was proved.</param>
/// <param name="Cuts">Bars after which the future was replaced, ascending.</param>
/// <param name="Futures">Number of other futures that were run.</param>
/// <param name="Caught">Futures that changed a decision before them.</param>
/// <param name="First">The earliest decision that changed; null when none did.</param>
/// <param name="IsRepeatable">False when the same bars, run again, gave other decisions; nothing else was tried then.</param>
public sealed record CausalityReport(int Decisions, IReadOnlyList<int> Cuts, int Futures, int Caught, DecisionChange? First, bool IsRepeatable)
{
    /// <summary>Whether no decision depended on bars after it, in any run.</summary>
    public bool IsCausal => First is null;
}
