namespace Serverless.Core.Metrics.Regression;

/// <summary>Which heteroscedasticity-consistent covariance: by what squared residuals are weighted (h is the leverage).</summary>
public enum RobustCovariance
{
    /// <summary>1.</summary>
    HC0,

    /// <summary>n ÷ (n − k).</summary>
    HC1,

    /// <summary>1 ÷ (1 − h).</summary>
    HC2,

    /// <summary>1 ÷ (1 − h)².</summary>
    HC3,
}
