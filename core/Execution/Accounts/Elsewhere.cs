namespace Serverless.Core.Execution.Accounts;

/// <summary>
/// What the account of one position holds beside it, marked at last known prices: other symbols, and the same symbol for other strategies.
/// All 0 when it holds nothing else.
/// </summary>
/// <param name="Value">Sum of position × price; negative when more is short than long.</param>
/// <param name="Exposure">Sum over the other symbols of |position| × price.</param>
/// <param name="Margin">Sum over the other symbols of exposure ÷ allowed leverage; those without a leverage rule bind none.</param>
/// <param name="Position">Units of the same symbol held for other strategies; negative when short.</param>
/// <param name="Positions">Number of other symbols with a position.</param>
internal readonly record struct Elsewhere(double Value, double Exposure, double Margin, double Position, int Positions);
