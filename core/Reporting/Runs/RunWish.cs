namespace Serverless.Core.Reporting.Runs;

/// <summary>What one model wanted of one asset at a decision. Weights are shares of net asset value.</summary>
/// <param name="Time">UTC time of the decision.</param>
/// <param name="Model">The model.</param>
/// <param name="Symbol">The asset.</param>
/// <param name="Budget">What the model could use.</param>
/// <param name="Wish">Its target, as a share of its budget.</param>
/// <param name="Asked">Wish × budget.</param>
/// <param name="Allowed">What limits left of it.</param>
public sealed record RunWish(DateTime Time, string Model, string Symbol, double Budget, double Wish, double Asked, double Allowed)
{
    /// <summary>What all models asked for, long and short netted.</summary>
    public required double SymbolAsked { get; init; }

    /// <summary>What limits left of that.</summary>
    public required double SymbolAllowed { get; init; }

    /// <summary>Weight held before the decision.</summary>
    public required double SymbolHeld { get; init; }

    /// <summary>Weight after the trades that it planned.</summary>
    public required double SymbolPlanned { get; init; }
}
