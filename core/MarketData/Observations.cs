using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>
/// Dated figures of one series (a macro figure, a funding rate) as a structure of arrays, in strictly ascending order of what they are
/// about. Immutable. A figure that was not published is absent, never filled. A decision may use figure i from <c>KnownTicks[i]</c> on.
/// </summary>
public sealed class Observations
{
    private readonly ReadOnlyMemory<long> referenceTicks;
    private readonly ReadOnlyMemory<long> knownTicks;
    private readonly ReadOnlyMemory<double> values;

    /// <summary>Wraps columns without copying them; the caller hands over the arrays.</summary>
    /// <exception cref="ArgumentException">Columns differ in length, references do not ascend strictly, a figure is known before what it is
    /// about or before the figure above it, or a value is not finite; the message names the row.</exception>
    public Observations(
        string symbol, ReadOnlyMemory<long> referenceTicks, ReadOnlyMemory<long> knownTicks, ReadOnlyMemory<double> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        var count = referenceTicks.Length;
        if (knownTicks.Length != count || values.Length != count)
            throw new ArgumentException($"{symbol}: the columns differ in length (references: {count}).", nameof(referenceTicks));
        var references = referenceTicks.Span;
        var known = knownTicks.Span;
        var figures = values.Span;
        for (var i = 0; i < count; i++)
        {
            if (i > 0 && references[i] <= references[i - 1])
                throw new ArgumentException($"{symbol}: the reference of row {i} is not after that of row {i - 1}.", nameof(referenceTicks));
            if (known[i] < references[i])
                throw new ArgumentException($"{symbol}: row {i} would be known before its reference.", nameof(knownTicks));
            if (i > 0 && known[i] < known[i - 1])
                throw new ArgumentException($"{symbol}: row {i} would be known before row {i - 1}.", nameof(knownTicks));
            if (!double.IsFinite(figures[i]))
                throw new ArgumentException($"{symbol}: the value of row {i} is not finite; leave a missing figure out.", nameof(values));
        }

        Symbol = symbol;
        this.referenceTicks = referenceTicks;
        this.knownTicks = knownTicks;
        this.values = values;
    }

    /// <summary>The closes of daily bars that are published figures, such as those of the VIX.</summary>
    public static Observations Closes(BarSeries daily)
    {
        ArgumentNullException.ThrowIfNull(daily);
        return new Observations(daily.Symbol, daily.OpenTicks.ToArray(), BarAvailability.KnownTicks(daily, Market.Macro), daily.Close.ToArray());
    }

    /// <summary>Name of the series, for example <c>T10Y2Y</c>.</summary>
    public string Symbol { get; }

    /// <summary>Number of figures.</summary>
    public int Count => referenceTicks.Length;

    /// <summary>How often figures come: <c>hourly</c>, <c>8h</c>, <c>daily</c>, <c>weekly</c>, <c>monthly</c>, <c>quarterly</c> or
    /// <c>yearly</c>, by the median of their distances, which holidays and missing figures do not change; <c>single</c> for one figure.</summary>
    public string Step
    {
        get
        {
            var ticks = referenceTicks.Span;
            var steps = new long[Math.Max(0, ticks.Length - 1)];
            for (var i = 0; i < steps.Length; i++)
                steps[i] = ticks[i + 1] - ticks[i];
            Array.Sort(steps);
            return steps.Length == 0 ? "single" : TimeSpan.FromTicks(steps[steps.Length / 2]) switch
            {
                { TotalHours: < 1.5 } => "hourly",
                { TotalHours: < 12 } step => FormattableString.Invariant($"{Math.Round(step.TotalHours)}h"),
                { TotalDays: < 4 } => "daily",
                { TotalDays: < 11 } => "weekly",
                { TotalDays: < 46 } => "monthly",
                { TotalDays: < 138 } => "quarterly",
                _ => "yearly",
            };
        }
    }

    /// <summary>UTC start of the day or month that each figure is about, or the time of its event, in <see cref="DateTime.Ticks"/>; strictly
    /// ascending.</summary>
    public ReadOnlySpan<long> ReferenceTicks => referenceTicks.Span;

    /// <summary>First UTC time at which a decision may use each figure, in <see cref="DateTime.Ticks"/>: never before its reference, never
    /// descending.</summary>
    public ReadOnlySpan<long> KnownTicks => knownTicks.Span;

    /// <summary>The figures, in the unit of the series; finite.</summary>
    public ReadOnlySpan<double> Values => values.Span;
}
