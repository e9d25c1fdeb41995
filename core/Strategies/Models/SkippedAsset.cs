namespace Serverless.Core.Strategies.Models;

/// <summary>An asset that a model could not decide on: it wants no change.</summary>
/// <param name="Asset">Symbol.</param>
/// <param name="Reason">What was missing.</param>
public sealed record SkippedAsset(string Asset, string Reason);
