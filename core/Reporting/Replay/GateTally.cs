namespace Serverless.Core.Reporting.Replay;

/// <summary>Why strategies did, or did not, go live: what stood against those that ran on paper, counted over all cycles.</summary>
/// <param name="InTop">Strategies that were ever in the top of a cycle.</param>
/// <param name="OnPaper">Those that ever ran on paper: as candidates, or promoted to it.</param>
/// <param name="FullStreak">Those whose streak was ever long enough.</param>
/// <param name="Proven">Those that ever passed the gate of the evidence.</param>
/// <param name="Passed">Those that ever passed all gates.</param>
/// <param name="Gates">The gates, of strategies on paper and candidates.</param>
/// <param name="Checks">The checks behind the gate of the evidence, of the same strategies.</param>
public sealed record GateTally(
    int InTop, int OnPaper, int FullStreak, int Proven, int Passed, IReadOnlyList<GateCount> Gates, IReadOnlyList<GateCount> Checks)
{
    /// <summary>The gate that stood most often alone between a strategy and a seat, or else the one that was passed most seldom; null when none was asked.</summary>
    public GateCount? Narrowest => Gates.Any(gate => gate.Alone > 0) ? Gates.MaxBy(gate => gate.Alone) : Gates.Where(gate => gate.Asked > 0).MinBy(gate => gate.Share);
}
