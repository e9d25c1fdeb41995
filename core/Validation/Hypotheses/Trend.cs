namespace Serverless.Core.Validation.Hypotheses;

/// <summary>What a unit-root test allows a stationary series to move around.</summary>
public enum Trend
{
    /// <summary>Zero.</summary>
    None,

    /// <summary>A constant mean.</summary>
    Constant,

    /// <summary>A straight line.</summary>
    Linear,
}
