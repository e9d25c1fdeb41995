using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle;

/// <summary>
/// The seats of live strategies and the capital behind them, in decimal money of whole cents. Whatever operations come in whatever order:
/// <c>Free + Σ holdings = Deposited + Profit</c> to the cent, and there are never more holdings than seats when one is taken. An operation that
/// is repeated under its id gives the outcome of the first time.
/// </summary>
public sealed record CapitalLedgerState
{
    /// <summary>How many outcomes are kept to recognise repeated operations.</summary>
    public const int KeptOutcomes = 500;

    /// <summary>Live strategies at most.</summary>
    public int Seats { get; init; }

    /// <summary>Capital that was paid in, less what was taken out.</summary>
    public decimal Deposited { get; init; }

    /// <summary>Capital in no strategy's hands: the reserve.</summary>
    public decimal Free { get; init; }

    /// <summary>Sum of profits and losses of strategies that gave capital back.</summary>
    public decimal Profit { get; init; }

    /// <summary>Who holds a seat, by strategy.</summary>
    public ImmutableSortedDictionary<string, LedgerHolding> Holdings { get; init; } = ImmutableSortedDictionary.Create<string, LedgerHolding>(StringComparer.Ordinal);

    /// <summary>Outcomes by operation id, of the last operations.</summary>
    public ImmutableDictionary<string, LedgerOutcome> Outcomes { get; init; } = ImmutableDictionary<string, LedgerOutcome>.Empty;

    /// <summary>Operation ids of <see cref="Outcomes"/>, the oldest first.</summary>
    public ImmutableArray<string> Operations { get; init; } = [];

    /// <summary>All capital: the reserve and what strategies hold.</summary>
    [JsonIgnore]
    public decimal Total => Deposited + Profit;

    /// <summary>Seats that are not taken; negative when their number was reduced below those taken.</summary>
    [JsonIgnore]
    public int FreeSeats => Seats - Holdings.Count;

    /// <summary>
    /// The ledger under the terms of today's settings: with that many seats, of which nobody loses one, and that much paid in. What is to
    /// be taken out comes from the reserve, and no more than it holds.
    /// </summary>
    public CapitalLedgerState Under(int seats, decimal capital)
    {
        if (seats is < 1 or > LifecyclePolicy.MostSeats)
            throw new ArgumentOutOfRangeException(nameof(seats), seats, $"There are 1 to {LifecyclePolicy.MostSeats} seats.");
        var amount = Math.Max(Whole(capital) - Deposited, -Free);
        return this with { Seats = seats, Deposited = Deposited + amount, Free = Free + amount };
    }

    /// <summary>Takes a seat for a strategy and sets capital of the reserve aside.</summary>
    public (CapitalLedgerState After, LedgerOutcome Outcome) Reserve(string operationId, string strategyId, decimal amount) => Once(operationId, () =>
    {
        if (Holdings.ContainsKey(strategyId))
            return Refused(TransitionRefusal.NotAllowed, $"'{strategyId}' has a seat already.");
        if (FreeSeats <= 0)
            return Refused(TransitionRefusal.NoSeat, $"All {Seats} seats are taken; demote a live strategy first.");
        if (amount <= 0 || amount > Free)
            return Refused(TransitionRefusal.NoCapital, $"'{strategyId}' asks for {amount}; the reserve is {Free}.");
        return Done(this with { Free = Free - Whole(amount), Holdings = Holdings.Add(strategyId, new LedgerHolding(amount, Committed: false)) }, amount);
    });

    /// <summary>Makes a reservation final.</summary>
    public (CapitalLedgerState After, LedgerOutcome Outcome) Commit(string operationId, string strategyId) => Once(operationId, () =>
        Holdings.TryGetValue(strategyId, out var holding) && !holding.Committed
            ? Done(this with { Holdings = Holdings.SetItem(strategyId, holding with { Committed = true }) }, holding.Amount)
            : Refused(TransitionRefusal.NotAllowed, $"'{strategyId}' has no reservation."));

    /// <summary>
    /// Takes a reservation back, as if it had never been made: <paramref name="reservation"/>, the operation that made it, may be tried again. What is
    /// committed stays.
    /// </summary>
    public CapitalLedgerState Cancel(string reservation, string strategyId) => Holdings.TryGetValue(strategyId, out var holding) && !holding.Committed
        ? this with
        {
            Free = Free + holding.Amount,
            Holdings = Holdings.Remove(strategyId),
            Outcomes = Outcomes.Remove(reservation),
            Operations = Operations.Remove(reservation),
        }
        : this;

    /// <summary>Gives a seat and its committed capital back, at what it is worth now.</summary>
    /// <param name="operationId">The operation.</param>
    /// <param name="strategyId">The strategy.</param>
    /// <param name="value">What the capital is worth, 0 or more, counted down to the cent; null when it is worth what was committed.</param>
    public (CapitalLedgerState After, LedgerOutcome Outcome) Return(string operationId, string strategyId, decimal? value = null) => Once(operationId, () =>
    {
        if (!Holdings.TryGetValue(strategyId, out var holding) || !holding.Committed)
            return Refused(TransitionRefusal.NotAllowed, $"'{strategyId}' has no capital to give back.");
        var back = Cents.Down(value ?? holding.Amount);
        if (back < 0)
            return Refused(TransitionRefusal.NoCapital, $"'{strategyId}' cannot give back {back}; name what is left, 0 or more.");
        return Done(this with { Free = Free + back, Profit = Profit + back - holding.Amount, Holdings = Holdings.Remove(strategyId) }, back);
    });

    private (CapitalLedgerState After, LedgerOutcome Outcome) Once(string operationId, Func<(CapitalLedgerState, LedgerOutcome)> operation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operationId);
        if (Outcomes.TryGetValue(operationId, out var before))
            return (this, before);
        var (after, outcome) = operation();
        var full = after.Operations.Length >= KeptOutcomes;
        return (after with
        {
            Outcomes = (full ? after.Outcomes.Remove(after.Operations[0]) : after.Outcomes).Add(operationId, outcome),
            Operations = (full ? after.Operations.RemoveAt(0) : after.Operations).Add(operationId),
        }, outcome);
    }

    private (CapitalLedgerState, LedgerOutcome) Refused(TransitionRefusal refusal, string message) => (this, new LedgerOutcome(refusal, message, 0));

    private static (CapitalLedgerState, LedgerOutcome) Done(CapitalLedgerState after, decimal amount) => (after, new LedgerOutcome(null, null, amount));

    private static decimal Whole(decimal amount) => Cents.AreWhole(amount)
        ? amount
        : throw new ArgumentException(FormattableString.Invariant($"{amount} is not in whole cents."), nameof(amount));
}
