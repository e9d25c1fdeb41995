namespace Serverless.Core.Reporting.Runs;

/// <summary>A decision of a run of models.</summary>
/// <param name="Time">UTC time; what it decides holds from then on.</param>
/// <param name="Value">Net asset value.</param>
/// <param name="Drawdown">1 − value ÷ its peak.</param>
/// <param name="InDrawdown">Whether the drawdown limit acts.</param>
/// <param name="Regimes">The regime that holds in each of <see cref="RunDecisions.Dimensions"/>.</param>
public sealed record RunDecision(DateTime Time, double Value, double Drawdown, bool InDrawdown, IReadOnlyList<string> Regimes);
