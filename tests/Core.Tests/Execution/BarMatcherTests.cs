using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Tests.Execution;

public sealed class BarMatcherTests
{
    private static readonly BarPath HighFirst = new(100, 110, 90, 104);
    private static readonly BarPath LowFirst = new(100, 90, 110, 104);
    private static readonly ExecutionPolicy Default = new();

    [Fact]
    public void Match_MarketOrder_TradesAtTheOpen() =>
        Assert.Equal(new OrderMatch(new PathPoint(0, 100), 100), Match(OrderTicket.Market(1), HighFirst));

    [Theory]
    [InlineData(95, 1, 95)]
    [InlineData(101, 0, 100)] // The open is better: it is filled there.
    [InlineData(90, 3, double.NaN)] // Touched, not passed.
    [InlineData(89, 3, double.NaN)]
    public void Match_BuyLimit_TradesAtTheLimitOrBetter(double limit, int leg, double price) =>
        AssertMatch(leg, price, Match(OrderTicket.Limit(1, limit), HighFirst));

    [Theory]
    [InlineData(1, 105, 0, 105)]
    [InlineData(1, 99, 0, 100)] // The open is beyond: it is filled there.
    [InlineData(1, 110, 0, 110)] // Touched is enough for a stop.
    [InlineData(1, 111, 3, double.NaN)]
    [InlineData(-1, 95, 1, 95)]
    [InlineData(-1, 100.5, 0, 100)]
    public void Match_Stop_TradesAtTheStopOrWorse(double quantity, double stop, int leg, double price) =>
        AssertMatch(leg, price, Match(OrderTicket.Stop(quantity, stop), HighFirst));

    [Fact]
    public void Match_GapAtTrigger_TradesAtTheOwnPriceOnlyWhereThePriceJumped()
    {
        var policy = new ExecutionPolicy { GapFill = GapFill.AtTrigger };

        Assert.Equal(99, Match(OrderTicket.Stop(1, 99), HighFirst, policy).Price);
        Assert.Equal(101, Match(OrderTicket.Limit(1, 101), HighFirst, policy).Price);
        Assert.Equal(105, Match(OrderTicket.StopLimit(1, 105, 106), HighFirst, policy).Price);
    }

    [Fact]
    public void Match_TouchRules_DecideOnTheExactPrice()
    {
        var touched = new ExecutionPolicy { LimitTouch = TouchRule.Inclusive, StopTouch = TouchRule.Strict };

        Assert.Equal(90, Match(OrderTicket.Limit(1, 90), HighFirst, touched).Price);
        Assert.Equal(OrderMatch.None, Match(OrderTicket.Stop(1, 110), HighFirst, touched));
    }

    [Fact]
    public void Match_StopLimit_WaitsForTheLimitAfterTheStop()
    {
        // Set off at 105 on the way up, then 103 on the way down; when the low comes first there is only the way back to the close.
        AssertMatch(1, 103, Match(OrderTicket.StopLimit(1, 105, 103), HighFirst));
        AssertMatch(3, double.NaN, Match(OrderTicket.StopLimit(1, 105, 103), LowFirst));
        AssertMatch(0, 105, Match(OrderTicket.StopLimit(1, 105, 106), HighFirst));

        var carried = BarMatcher.Carry(Working(OrderTicket.StopLimit(1, 105, 103)), LowFirst, LowFirst.Start, Default);
        Assert.True(carried.Triggered);
        AssertMatch(0, 100, BarMatcher.Match(carried, LowFirst, LowFirst.Start, Default));
    }

    [Fact]
    public void Match_TrailingStop_FollowsTheBestPriceAndNeverRetreats()
    {
        var order = Working(OrderTicket.TrailingStop(-1, 12)) with { StopPrice = 85 };

        // Up to 110 the stop follows to 98 and is hit on the way down; down first, it is at 88 and follows to 98 afterwards.
        AssertMatch(1, 98, BarMatcher.Match(order, HighFirst, HighFirst.Start, Default));
        Assert.Equal(OrderMatch.None, BarMatcher.Match(order, LowFirst, LowFirst.Start, Default));
        Assert.Equal(98, BarMatcher.Carry(order, LowFirst, LowFirst.Start, Default).StopPrice);
        AssertMatch(0, 100, BarMatcher.Match(order with { StopPrice = 101 }, LowFirst, LowFirst.Start, Default));
        Assert.Equal(102, BarMatcher.Carry(order with { Remaining = 1, StopPrice = 115 }, LowFirst, LowFirst.Start, Default).StopPrice);
    }

    [Fact]
    public void Match_BeginningOnThePath_SeesOnlyWhatRemains()
    {
        var afterTheHigh = new PathPoint(1, 110);

        Assert.Equal(OrderMatch.None, BarMatcher.Match(Working(OrderTicket.Stop(1, 112)), HighFirst, afterTheHigh, Default));
        AssertMatch(1, 95, BarMatcher.Match(Working(OrderTicket.Stop(-1, 95)), HighFirst, afterTheHigh, Default));
        AssertMatch(1, 110, BarMatcher.Match(Working(OrderTicket.Limit(-1, 108)), HighFirst, afterTheHigh, Default));
    }

    [Fact]
    public void Match_AnyBarAndOrder_PriceWasTradedAndTouchedSaysSo()
    {
        var prices = Gen.Choose(90, 110).Select(price => (double)price);
        var cases =
            from open in prices
            from close in prices
            from up in Gen.Choose(0, 6)
            from down in Gen.Choose(0, 6)
            from type in Gen.Elements(Enum.GetValues<OrderType>())
            from stop in prices
            from limit in prices
            from side in Gen.Elements(-1, 1)
            select (Open: open, High: Math.Max(open, close) + up, Low: Math.Min(open, close) - down, Close: close, type, stop, limit, side);

        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var ticket = new OrderTicket
            {
                Quantity = given.side,
                Type = given.type,
                StopPrice = given.stop,
                LimitPrice = given.limit,
                TrailDistance = 3,
            };
            var order = Working(ticket);
            var high = BarMatcher.Match(order, new BarPath(given.Open, given.High, given.Low, given.Close), new PathPoint(0, given.Open), Default);
            var low = BarMatcher.Match(order, new BarPath(given.Open, given.Low, given.High, given.Close), new PathPoint(0, given.Open), Default);
            var touched = BarMatcher.IsTouched(order, given.Low, given.High);
            bool IsFair(OrderMatch match) => match == OrderMatch.None
                || (touched && match.Price >= given.Low && match.Price <= given.High
                    && (given.type is not (OrderType.Limit or OrderType.StopLimit) || given.side * (given.limit - match.Price) >= 0)
                    && (given.type != OrderType.Stop || given.side * (match.Price - given.stop) >= 0));
            // What does not depend on a trail or on two levels trades at the same price whichever extreme comes first.
            var samePrice = given.type is OrderType.TrailingStop or OrderType.StopLimit || high.Price.Equals(low.Price);
            return IsFair(high) && IsFair(low) && samePrice;
        }).QuickCheckThrowOnFailure();
    }

    private static Order Working(OrderTicket ticket) =>
        new() { Ticket = ticket, Remaining = ticket.Quantity, StopPrice = ticket.StopPrice, State = OrderState.Active };

    private static OrderMatch Match(OrderTicket ticket, BarPath path, ExecutionPolicy? policy = null) =>
        BarMatcher.Match(Working(ticket), path, path.Start, policy ?? Default);

    private static void AssertMatch(int leg, double price, OrderMatch match) => Assert.Equal((leg, price), (match.At.Leg, match.Price));
}
