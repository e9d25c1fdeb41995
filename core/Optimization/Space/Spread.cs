namespace Serverless.Core.Optimization.Space;

/// <summary>How the values of a <see cref="RealDimension"/> are distributed.</summary>
public enum Spread
{
    /// <summary>Evenly.</summary>
    Uniform,

    /// <summary>Their logarithms evenly: as many from 0.001 to 0.01 as from 0.01 to 0.1.</summary>
    LogUniform,

    /// <summary>Normally around the middle, cut off two standard deviations away, at the ends.</summary>
    Gaussian,
}
