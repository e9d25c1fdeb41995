namespace Serverless.Functions.Entities;

/// <summary>How far a log was once found intact: it must contain this ever after.</summary>
/// <param name="Origin">The log.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Hash">Hash of the last of them, which fixes all before.</param>
/// <param name="At">When the verification began.</param>
public sealed record TrailMark(string Origin, long Size, string Hash, DateTimeOffset At);
