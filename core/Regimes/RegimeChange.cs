namespace Serverless.Core.Regimes;

/// <summary>What holds now and did not before, of a market or of one symbol.</summary>
/// <param name="Subject"><c>crypto</c>, <c>equity</c>, <c>macro</c> or <c>volatility</c>; of one instrument its symbol.</param>
/// <param name="From">What held before: a key of <see cref="RegimeKeys"/>; of a symbol its quarter and volatility.</param>
/// <param name="To">What holds now, written as <paramref name="From"/>.</param>
/// <param name="At">UTC time at which it was seen.</param>
public sealed record RegimeChange(string Subject, string From, string To, DateTimeOffset At);
