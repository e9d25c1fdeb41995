namespace Serverless.Core.Metrics;

/// <summary>The nine sample quantiles of Hyndman and Fan (1996), numbered as there and in R.</summary>
public enum QuantileType
{
    /// <summary>Inverse of the empirical distribution function.</summary>
    InverseDistribution = 1,

    /// <summary>The same, averaging at its steps.</summary>
    AveragedInverseDistribution = 2,

    /// <summary>Nearest order statistic, the even one when two are as near (SAS).</summary>
    NearestEven = 3,

    /// <summary>Linear in the empirical distribution function.</summary>
    LinearDistribution = 4,

    /// <summary>Steps at (k − ½) ÷ n (Hazen).</summary>
    Hazen = 5,

    /// <summary>Steps at k ÷ (n + 1) (Weibull; PERCENTILE.EXC).</summary>
    Weibull = 6,

    /// <summary>Steps at (k − 1) ÷ (n − 1) (numpy, PERCENTILE.INC): what is used here unless said otherwise.</summary>
    Linear = 7,

    /// <summary>Nearly unbiased for the median, whatever the distribution.</summary>
    MedianUnbiased = 8,

    /// <summary>Nearly unbiased for normal observations.</summary>
    NormalUnbiased = 9,
}
