namespace Serverless.Core.Indicators;

/// <summary>One column of a feature.</summary>
/// <param name="Name">Its name, unique within the feature.</param>
/// <param name="WarmUp">Leading bars without a value (NaN), when no price is missing.</param>
public sealed record FeatureOutput(string Name, Func<FeatureArguments, int> WarmUp);
