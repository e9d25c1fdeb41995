namespace Serverless.Core.Execution.Costs;

/// <summary>
/// Selling or buying a large quantity in equal intervals with linear impact (Almgren and Chriss, 2000, "Optimal execution of portfolio
/// transactions"): the schedule that balances expected cost against its variance. Times are in one unit of your choice, prices absolute.
/// </summary>
public sealed record AlmgrenChriss
{
    /// <summary>X, units to be traded; positive, for either side.</summary>
    public required double Quantity { get; init => field = Positive(value, nameof(Quantity)); }

    /// <summary>T, time in which they are to be traded; positive.</summary>
    public required double Horizon { get; init => field = Positive(value, nameof(Horizon)); }

    /// <summary>N, number of intervals; at least 1.</summary>
    public required int Intervals { get; init => field = (int)Positive(value, nameof(Intervals)); }

    /// <summary>σ, standard deviation of the price over one unit of time, in price units; not a share of the price.</summary>
    public required double Volatility { get; init; }

    /// <summary>ε, cost of a unit whatever the quantity: half of the spread and fees.</summary>
    public double FixedCost { get; init; }

    /// <summary>γ, permanent impact: the price moves by γ for each unit traded.</summary>
    public double Permanent { get; init; }

    /// <summary>η, temporary impact: a unit costs η more for each unit traded in one unit of time.</summary>
    public required double Temporary { get; init; }

    /// <summary>η − γτ ÷ 2 of an interval τ: what of temporary impact is not permanent.</summary>
    public double EffectiveTemporary => Temporary - (Permanent * Interval / 2);

    private double Interval => Horizon / Intervals;

    /// <summary>κ̃² = λσ² ÷ (η − γτ ÷ 2), equation 16.</summary>
    /// <param name="riskAversion">λ, cost that one unit of variance is worth; negative for one who likes risk.</param>
    public double SquaredUrgency(double riskAversion) => riskAversion * Volatility * Volatility / EffectiveTemporary;

    /// <summary>κ: how fast holdings decay, per unit of time; 2(cosh κτ − 1) = κ̃²τ². Of negative λ, the frequency of a sine instead.</summary>
    /// <exception cref="ArgumentException">Temporary impact is too small, or risk is liked too much, for a best schedule to exist.</exception>
    public double Urgency(double riskAversion)
    {
        if (EffectiveTemporary <= 0)
            throw new ArgumentException($"Temporary impact must be above half of the permanent impact of an interval; the difference is {EffectiveTemporary}. Use shorter intervals.");
        var cosine = 1 + (SquaredUrgency(riskAversion) * Interval * Interval / 2);
        var urgency = cosine >= 1 ? Math.Acosh(cosine) / Interval : Math.Acos(Math.Max(cosine, -1)) / Interval;
        return cosine >= 1 || urgency * Horizon < Math.PI
            ? urgency
            : throw new ArgumentException($"At a risk aversion of {riskAversion} there is no best schedule: waiting is always better.", nameof(riskAversion));
    }

    /// <summary>Units left at the beginning of each interval and, last, at the end, where none are; equation 17.</summary>
    /// <exception cref="ArgumentException">There is no best schedule, as <see cref="Urgency"/> says.</exception>
    public double[] Holdings(double riskAversion)
    {
        var urgency = Urgency(riskAversion);
        var holdings = new double[Intervals + 1];
        for (var i = 0; i < Intervals; i++)
        {
            var left = Horizon * (Intervals - i) / Intervals;
            holdings[i] = Quantity * (urgency == 0 ? left / Horizon : riskAversion < 0 ? Math.Sin(urgency * left) / Math.Sin(urgency * Horizon) : SinhRatio(urgency * left, urgency * Horizon));
        }

        return holdings;
    }

    /// <summary>Expected cost of a schedule against the price at the beginning: γX² ÷ 2 + ε∑|n| + (η̃ ÷ τ)∑n², equation 4.</summary>
    /// <param name="holdings">Units left, as of <see cref="Holdings"/>.</param>
    public double ExpectedCost(ReadOnlySpan<double> holdings)
    {
        double units = 0, squares = 0;
        for (var i = 1; i < holdings.Length; i++)
        {
            var traded = holdings[i - 1] - holdings[i];
            units += Math.Abs(traded);
            squares += traded * traded;
        }

        return (Permanent * Quantity * Quantity / 2) + (FixedCost * units) + (EffectiveTemporary / Interval * squares);
    }

    /// <summary>Variance of the cost of a schedule: σ²τ∑x² without the first, equation 5.</summary>
    public double Variance(ReadOnlySpan<double> holdings)
    {
        var squares = 0.0;
        foreach (var held in holdings[1..])
            squares += held * held;
        return Volatility * Volatility * Interval * squares;
    }

    // sinh x ÷ sinh y, also where each overflows.
    private static double SinhRatio(double x, double y) =>
        y < 20 ? Math.Sinh(x) / Math.Sinh(y) : Math.Exp(x - y) * (1 - Math.Exp(-2 * x)) / (1 - Math.Exp(-2 * y));

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive and finite.");
}
