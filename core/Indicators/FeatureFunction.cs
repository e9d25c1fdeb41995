namespace Serverless.Core.Indicators;

/// <summary>Computes all columns of a feature over all bars of a set; value <c>[i]</c> may depend on bars 0 … i only.</summary>
/// <param name="indicators">The bars, and other features to build on.</param>
/// <param name="arguments">Its arguments.</param>
/// <param name="result">Receives the columns.</param>
public delegate void FeatureFunction(IndicatorSet indicators, FeatureArguments arguments, FeatureColumns result);
