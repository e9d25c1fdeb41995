namespace Serverless.Core.Optimization;

/// <summary>How parameter sets are chosen.</summary>
public enum SearchMethod
{
    /// <summary>All combinations.</summary>
    Grid,

    /// <summary>Independent draws.</summary>
    Random,

    /// <summary>Draws that cover the range of each parameter evenly.</summary>
    LatinHypercube,

    /// <summary>A scrambled Sobol sequence, which covers all parameters together evenly.</summary>
    Sobol,

    /// <summary>Selection, crossover and mutation of the best so far.</summary>
    Evolutionary,

    /// <summary>Draws from a model of where good sets lie.</summary>
    Bayesian,

    /// <summary>Many sets on little data, the best of them on more.</summary>
    Hyperband,
}
