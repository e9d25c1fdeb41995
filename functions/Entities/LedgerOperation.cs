namespace Serverless.Functions.Entities;

/// <summary>An operation on the ledger.</summary>
/// <param name="Id">Its id: a repeated one changes nothing.</param>
/// <param name="StrategyId">Whose seat.</param>
/// <param name="Amount">What to reserve, or what is given back; null for what is held.</param>
public sealed record LedgerOperation(string Id, string StrategyId, decimal? Amount = null);
