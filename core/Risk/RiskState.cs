namespace Serverless.Core.Risk;

/// <summary>What loss limits remember of an account. Immutable; each net asset value makes the next state.</summary>
/// <param name="At">UTC time of the value.</param>
/// <param name="Value">Net asset value, in quote currency.</param>
/// <param name="Peak">Highest value so far.</param>
/// <param name="DayStart">Last value of the day before.</param>
/// <param name="InDrawdown">Whether the drawdown limit holds: from its threshold on until the drawdown is below its release.</param>
public sealed record RiskState(DateTimeOffset At, double Value, double Peak, double DayStart, bool InDrawdown)
{
    /// <summary>Loss from the peak, 0 … 1 while the value is not negative.</summary>
    public double Drawdown => 1 - (Value / Peak);

    /// <summary>Loss since the day began; negative for a profit.</summary>
    public double DailyLoss => 1 - (Value / DayStart);

    /// <summary>The state at the first value.</summary>
    /// <exception cref="ArgumentException">The value is not positive.</exception>
    public static RiskState Start(double value, DateTimeOffset at) => value > 0 && double.IsFinite(value)
        ? new RiskState(at.ToUniversalTime(), value, value, value, false)
        : throw new ArgumentException(FormattableString.Invariant($"An account starts with a net asset value above 0, not {value}."), nameof(value));

    /// <summary>The state once a later value is known.</summary>
    /// <exception cref="ArgumentException">The value is not finite, or the time is earlier.</exception>
    public RiskState After(double value, DateTimeOffset at, RiskLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (!double.IsFinite(value))
            throw new ArgumentException(FormattableString.Invariant($"The net asset value is {value}; is a price missing?"), nameof(value));
        if (at < At)
            throw new ArgumentException(FormattableString.Invariant($"{at:u} is before the last value, {At:u}."), nameof(at));
        var next = this with
        {
            At = at.ToUniversalTime(),
            Value = value,
            Peak = Math.Max(Peak, value),
            DayStart = at.UtcDateTime.Date > At.UtcDateTime.Date && Value > 0 ? Value : DayStart,
        };
        return next with
        {
            InDrawdown = limits.Drawdown is { } limit && (next.Drawdown >= limit.Threshold || (InDrawdown && next.Drawdown >= limits.DrawdownRelease)),
        };
    }
}
