namespace Serverless.Core.Validation;

/// <summary>One step of a walk-forward analysis. Times are UTC; each part holds the bars that open in <c>[start, end)</c>.</summary>
/// <param name="Index">Position in the plan, from 0.</param>
/// <param name="TrainStart">Start of the part on which parameters are chosen.</param>
/// <param name="TrainEnd">Its end.</param>
/// <param name="TestStart">Start of the part on which they are tested; never before <paramref name="TrainEnd"/>.</param>
/// <param name="TestEnd">Its end.</param>
public sealed record WalkForwardWindow(int Index, DateTime TrainStart, DateTime TrainEnd, DateTime TestStart, DateTime TestEnd);
