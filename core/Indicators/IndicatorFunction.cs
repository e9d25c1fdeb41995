namespace Serverless.Core.Indicators;

/// <summary>Computes one indicator over all bars of a set; <c>result[i]</c> may depend on bars 0 … i only.</summary>
/// <param name="indicators">Bars, and other indicators to build on.</param>
/// <param name="period">Length, in bars.</param>
/// <param name="result">As long as the series.</param>
public delegate void IndicatorFunction(IndicatorSet indicators, int period, Span<double> result);
