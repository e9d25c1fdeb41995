using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Lifecycle;

namespace Serverless.Core.Tests.Lifecycle;

public sealed class CapitalLedgerStateTests
{
    [Fact]
    public void Reserve_Commit_Return_MovesCapitalAndSeat()
    {
        var ledger = Open(100_000m, seats: 2);
        ledger = ledger.Reserve("r", "a", 10_000m).After;
        Assert.Equal((90_000m, 1, false), (ledger.Free, ledger.FreeSeats, ledger.Holdings["a"].Committed));
        ledger = ledger.Commit("c", "a").After;
        ledger = ledger.Return("x", "a", 8_500.005m).After;

        Assert.Equal((98_500m, -1_500m, 98_500m, 2), (ledger.Free, ledger.Profit, ledger.Total, ledger.FreeSeats));
    }

    [Fact]
    public void Cancel_OfAReservation_LeavesNothingOfIt()
    {
        var ledger = Open(100m, seats: 1);
        var reserved = ledger.Reserve("r", "a", 60m).After;
        Assert.Equal(TransitionRefusal.NotAllowed, reserved.Return("x", "a", 1m).Outcome.Refusal);

        var cancelled = reserved.Cancel("r", "a");

        Assert.Equal(JsonSerializer.Serialize(ledger), JsonSerializer.Serialize(cancelled));
        Assert.Equal(cancelled, cancelled.Cancel("r", "a"));
        var again = cancelled.Reserve("r", "a", 60m).After.Commit("c", "a").After;
        Assert.Equal((40m, 60m), (again.Free, again.Cancel("r", "a").Holdings["a"].Amount));
    }

    [Fact]
    public void Reserve_LastSeatTwice_RefusesTheSecond()
    {
        var ledger = Open(100_000m, seats: 1).Reserve("r1", "a", 10m).After;

        var (after, outcome) = ledger.Reserve("r2", "b", 10m);

        Assert.Equal((TransitionRefusal.NoSeat, false), (outcome.Refusal!.Value, after.Holdings.ContainsKey("b")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(101)]
    public void Reserve_AmountThatIsNotThere_IsRefused(int amount) =>
        Assert.Equal(TransitionRefusal.NoCapital, Open(100m, seats: 2).Reserve("r", "a", amount).Outcome.Refusal);

    [Fact]
    public void Operations_OutOfOrder_AreRefused()
    {
        var ledger = Open(100m, seats: 2);
        Assert.Equal(TransitionRefusal.NotAllowed, ledger.Commit("c", "a").Outcome.Refusal);
        Assert.Equal(TransitionRefusal.NotAllowed, ledger.Return("x", "a").Outcome.Refusal);
        var reserved = ledger.Reserve("r", "a", 50m).After;
        Assert.Equal(TransitionRefusal.NotAllowed, reserved.Reserve("r2", "a", 50m).Outcome.Refusal);
        Assert.Equal(TransitionRefusal.NotAllowed, reserved.Commit("c", "a").After.Commit("c2", "a").Outcome.Refusal);
    }

    [Fact]
    public void Reserve_HalfACent_IsNoMoney() => Assert.Throws<ArgumentException>(() => Open(100m, seats: 1).Reserve("r", "a", 1.005m));

    [Fact]
    public void Under_FewerSeatsThanTaken_KeepsThemAndTakesNoMore()
    {
        var ledger = Open(100m, seats: 2).Reserve("r1", "a", 10m).After.Reserve("r2", "b", 10m).After.Under(1, 100m);

        Assert.Equal((2, -1), (ledger.Holdings.Count, ledger.FreeSeats));
        Assert.Equal(TransitionRefusal.NoSeat, ledger.Reserve("r3", "c", 10m).Outcome.Refusal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Under(101, 100m));
    }

    [Fact]
    public void Under_OtherCapital_PaysInOrTakesOutWhatTheReserveHolds()
    {
        var ledger = Open(100m, seats: 2).Reserve("r1", "a", 70m).After;

        var richer = ledger.Under(2, 150m);
        var poorer = ledger.Under(2, 20m);

        Assert.Equal((80m, 150m), (richer.Free, richer.Total));
        Assert.Equal((0m, 70m), (poorer.Free, poorer.Total));
        Assert.Equal(poorer, poorer.Under(2, 20m));
    }

    [Fact]
    public void Json_RoundTrip_GoesOnTheSame()
    {
        var ledger = Open(1_000.10m, seats: 3).Reserve("r1", "a", 100.01m).After.Commit("c1", "a").After;

        var read = JsonSerializer.Deserialize<CapitalLedgerState>(JsonSerializer.Serialize(ledger))!;

        Assert.Equal(JsonSerializer.Serialize(ledger), JsonSerializer.Serialize(read));
        Assert.Equal(100.01m, read.Reserve("r1", "a", 100.01m).Outcome.Amount);
        Assert.Equal(read.Return("x", "a").After.Free, ledger.Return("x", "a").After.Free);
    }

    // Any operations in any order, some repeated: money is conserved to the cent, seats are never overbooked, a repeat changes nothing.
    [Fact]
    public void Operations_AnySequence_ConserveCapitalAndSeats() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.ListOf(Operation()).ToArbitrary(), operations =>
        {
            const int seats = 4;
            var ledger = Open(50_000.37m, seats);
            foreach (var (operation, index) in operations.Select((operation, index) => (operation, index)))
            {
                var id = $"op-{index}";
                var (after, outcome) = Run(ledger, operation, id);
                Assert.Equal(after.Deposited + after.Profit, after.Free + after.Holdings.Values.Sum(holding => holding.Amount));
                Assert.True(after.Free >= 0 && after.Holdings.Count <= seats && after.Holdings.Values.All(holding => holding.Amount > 0));
                Assert.Equal(decimal.Truncate(after.Free * 100), after.Free * 100);
                Assert.True(outcome.IsDone || (after.Free, after.Profit, after.Deposited) == (ledger.Free, ledger.Profit, ledger.Deposited), "a refusal moves nothing");

                var (again, repeated) = Run(after, operation, id);
                Assert.Equal(after, again);
                Assert.Equal(outcome, repeated);
                ledger = after;
            }
        }));

    [Fact]
    public void Outcomes_ManyOperations_KeepTheLast()
    {
        var ledger = Enumerable.Range(0, CapitalLedgerState.KeptOutcomes + 20).Aggregate(Open(100m, seats: 1), (ledger, i) => ledger.Commit($"c-{i}", "nobody").After);

        Assert.Equal(CapitalLedgerState.KeptOutcomes, ledger.Outcomes.Count);
        Assert.Equal(ledger, ledger.Commit($"c-{CapitalLedgerState.KeptOutcomes}", "nobody").After);
    }

    private static (CapitalLedgerState After, LedgerOutcome Outcome) Run(CapitalLedgerState ledger, (int Kind, int Strategy, int Cents) operation, string id)
    {
        var (strategy, amount) = ($"s{operation.Strategy}", operation.Cents / 100m);
        return operation.Kind switch
        {
            0 or 1 => ledger.Reserve(id, strategy, amount),
            2 or 3 => ledger.Commit(id, strategy),
            4 => ledger.Return(id, strategy, amount),
            5 => ledger.Return(id, strategy),
            6 => (ledger.Cancel("none", strategy), new LedgerOutcome(null, null, 0)),
            _ => (ledger.Under(seats: 4, Math.Abs(amount) * 5), new LedgerOutcome(null, null, 0)),
        };
    }

    private static Gen<(int Kind, int Strategy, int Cents)> Operation() =>
        from kind in Gen.Choose(0, 7)
        from strategy in Gen.Choose(0, 6)
        from cents in Gen.Choose(-50_000, 2_000_000)
        select (kind, strategy, cents);

    private static CapitalLedgerState Open(decimal capital, int seats) => new CapitalLedgerState().Under(seats, capital);
}
