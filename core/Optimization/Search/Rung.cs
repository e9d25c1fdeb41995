namespace Serverless.Core.Optimization.Search;

/// <summary>One stage of early stopping.</summary>
/// <param name="Sets">Parameter sets that are tried.</param>
/// <param name="Share">Part of the data that they are tried on.</param>
/// <param name="IsFirst">Whether they are fresh ones; otherwise they are the best of the rung before.</param>
internal sealed record Rung(int Sets, double Share, bool IsFirst);
