namespace Serverless.Core.Time;

/// <summary>A trading day of a market.</summary>
/// <param name="Date">Its date at the exchange.</param>
/// <param name="OpenTicks">UTC time at which it opens, in <see cref="DateTime.Ticks"/>.</param>
/// <param name="CloseTicks">UTC time at which it closes, exclusive.</param>
public readonly record struct Session(DateOnly Date, long OpenTicks, long CloseTicks);
