namespace Serverless.Core.Lifecycle;

/// <summary>A seat and the capital that its strategy holds.</summary>
/// <param name="Amount">Capital, above 0, in whole cents.</param>
/// <param name="Committed">Whether the promotion took effect; until then the amount is reserved.</param>
public sealed record LedgerHolding(decimal Amount, bool Committed);
