namespace Serverless.Infra.Experiments;

/// <summary>A series that a run read.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Timeframe">Length of its bars, such as <c>H4</c>; empty where the run does not tell.</param>
/// <param name="Hash">SHA-256 of the bars, 64 hexadecimal digits.</param>
public sealed record ExperimentData(string Symbol, string Timeframe, string Hash);
