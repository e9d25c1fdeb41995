namespace Serverless.Core.Strategies;

/// <summary>Type of a strategy's input.</summary>
public enum StrategyInputKind
{
    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A number.</summary>
    Float,

    /// <summary>True (1) or false (0).</summary>
    Bool,

    /// <summary>One of some names, by its index.</summary>
    Choice,
}
