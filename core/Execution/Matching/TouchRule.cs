namespace Serverless.Core.Execution.Matching;

/// <summary>Whether a price that is met exactly, and not passed, counts as reached.</summary>
public enum TouchRule
{
    /// <summary>It counts.</summary>
    Inclusive,

    /// <summary>It does not: the price has to trade beyond.</summary>
    Strict,
}
