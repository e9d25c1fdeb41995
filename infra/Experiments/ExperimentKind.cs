namespace Serverless.Infra.Experiments;

/// <summary>What was run.</summary>
public enum ExperimentKind
{
    /// <summary>One strategy on one symbol.</summary>
    Backtest,

    /// <summary>Several strategies or symbols on one account.</summary>
    Portfolio,

    /// <summary>The models of a platform on one account.</summary>
    Models,

    /// <summary>A grid of parameter sets.</summary>
    Sweep,

    /// <summary>A search for parameters.</summary>
    Optimization,

    /// <summary>Tests of whether a strategy is luck.</summary>
    Examination,
}
