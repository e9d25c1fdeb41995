namespace Serverless.Functions.Entities;

/// <summary>A regime that was read from data.</summary>
/// <param name="Key">Its key, such as <c>equity_bear</c>.</param>
/// <param name="Since">When a check first saw it.</param>
public sealed record KnownRegime(string Key, DateTimeOffset Since);
