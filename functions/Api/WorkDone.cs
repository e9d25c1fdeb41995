namespace Serverless.Functions.Api;

/// <summary>Pieces of work done out of a total; <paramref name="WithoutResult"/> of those done ended with a reason instead of a result.</summary>
public sealed record WorkDone(int Done, int Total, int WithoutResult = 0);
