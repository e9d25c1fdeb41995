namespace Serverless.Core.Validation.Overfitting;

/// <summary>What combinatorially symmetric cross-validation selects by. Annualising either changes no rank.</summary>
public enum CrossValidationMetric
{
    /// <summary>Mean ÷ sample deviation (n − 1) per period; 0 where returns do not vary.</summary>
    Sharpe,

    /// <summary>Arithmetic mean per period.</summary>
    Mean,
}
