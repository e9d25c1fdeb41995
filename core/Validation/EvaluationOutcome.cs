namespace Serverless.Core.Validation;

/// <summary>What became of an evaluation.</summary>
public enum EvaluationOutcome
{
    /// <summary>It has figures.</summary>
    Evaluated,

    /// <summary>There was too little to judge by; the reason says what.</summary>
    InsufficientData,

    /// <summary>The strategy failed; the reason says where and why.</summary>
    Failed,
}
