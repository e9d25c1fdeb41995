namespace Serverless.Core.Portfolio;

/// <summary>A difference that is not traded, and why.</summary>
/// <param name="Asset">Symbol.</param>
/// <param name="Current">Weight held; it stays.</param>
/// <param name="Target">Weight wanted.</param>
/// <param name="Reason">Which rule kept it from being traded.</param>
public sealed record SkippedTrade(string Asset, double Current, double Target, string Reason);
