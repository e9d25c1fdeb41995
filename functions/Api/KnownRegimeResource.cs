namespace Serverless.Functions.Api;

/// <summary>The regime of one dimension that was last read from data.</summary>
/// <param name="Dimension"><c>crypto</c>, <c>equity</c>, <c>macro</c> or <c>volatility</c>.</param>
/// <param name="Key">Its key, such as <c>equity_bear</c>.</param>
/// <param name="Since">When a check first saw it.</param>
/// <param name="AgeHours">Hours since its newest figure became known; null where there is none now.</param>
public sealed record KnownRegimeResource(string Dimension, string Key, DateTimeOffset Since, double? AgeHours);
