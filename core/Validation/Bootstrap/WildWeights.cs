namespace Serverless.Core.Validation.Bootstrap;

/// <summary>What residuals are multiplied with in a wild bootstrap; mean 0, variance 1.</summary>
public enum WildWeights
{
    /// <summary>−1 or 1 with probability ½ (Davidson and Flachaire, 2008).</summary>
    Rademacher,

    /// <summary>Two points with third moment 1, which keeps skewness (Mammen, 1993).</summary>
    Mammen,
}
