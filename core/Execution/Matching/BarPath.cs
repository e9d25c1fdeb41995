namespace Serverless.Core.Execution.Matching;

/// <summary>The way that the price is assumed to have gone within a bar: three straight legs between four prices.</summary>
/// <param name="Open">First price.</param>
/// <param name="First">The extreme that is visited first.</param>
/// <param name="Second">The other extreme.</param>
/// <param name="Close">Last price.</param>
public readonly record struct BarPath(double Open, double First, double Second, double Close)
{
    private const int Legs = 3;

    /// <summary>A moment at which only <paramref name="price"/> is traded.</summary>
    public static BarPath At(double price) => new(price, price, price, price);

    /// <summary>Where it begins.</summary>
    public PathPoint Start => new(0, Open);

    /// <summary>
    /// Where it is when <paramref name="share"/> (0 … 1, below 1) of the bar's time has passed: the legs take the same time each, and the price moves
    /// evenly on each; where it stands still, the place is the end of that leg.
    /// </summary>
    public PathPoint PointAt(double share)
    {
        var time = Legs * share;
        var leg = Math.Min((int)time, Legs - 1);
        return Begin(leg) == End(leg) && leg < Legs - 1
            ? new PathPoint(leg + 1, End(leg))
            : new PathPoint(leg, Begin(leg) + ((End(leg) - Begin(leg)) * (time - leg)));
    }

    /// <summary>Where, from <paramref name="from"/> on, the price is first at <paramref name="level"/> or beyond it.</summary>
    /// <param name="level">The price.</param>
    /// <param name="up">Whether beyond means above.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="touch">Whether the level itself is enough.</param>
    /// <returns><see cref="PathPoint.Never"/> when it does not get there. When it is beyond already, <paramref name="from"/>.</returns>
    public PathPoint Reach(double level, bool up, PathPoint from, TouchRule touch)
    {
        var price = from.Price;
        for (var leg = from.Leg; leg < Legs; leg++)
        {
            if (IsReached(price, level, up, touch))
                return new PathPoint(leg, price);
            var end = End(leg);
            if (IsReached(end, level, up, touch))
                return new PathPoint(leg, level);
            price = end;
        }

        return PathPoint.Never;
    }

    /// <summary>Whether <paramref name="one"/> comes before <paramref name="other"/>.</summary>
    public bool IsBefore(PathPoint one, PathPoint other)
    {
        if (one.Leg != other.Leg)
            return one.Leg < other.Leg;
        return one.Leg < Legs && (End(one.Leg) >= Begin(one.Leg) ? one.Price < other.Price : one.Price > other.Price);
    }

    /// <summary>Price at which <paramref name="leg"/> ends.</summary>
    internal double End(int leg) => leg switch { 0 => First, 1 => Second, _ => Close };

    private double Begin(int leg) => leg switch { 0 => Open, 1 => First, _ => Second };

    private static bool IsReached(double price, double level, bool up, TouchRule touch) =>
        (up ? price > level : price < level) || (price == level && touch == TouchRule.Inclusive);
}
