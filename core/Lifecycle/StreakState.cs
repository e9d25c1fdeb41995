namespace Serverless.Core.Lifecycle;

/// <summary>
/// For how many days in a row a strategy was in the top of the scorecard. Days are UTC dates on which a cycle ended with a rank for it.
/// A day without one (no cycle, or one that could not rank it) neither counts nor ends the streak, up to <see cref="LifecyclePolicy.MaxMissedDays"/>
/// such days in a row; with more, the streak begins anew. Of several cycles on one day, one that misses the top ends it.
/// </summary>
public sealed record StreakState
{
    /// <summary>Days of the running streak on which it was in the top; 0 when none runs.</summary>
    public int Days { get; init; }

    /// <summary>First day of the running streak.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>The last day on which it was in the top, also of a streak that has ended.</summary>
    public DateOnly? LastTop { get; init; }

    /// <summary>The last day on which it had a rank.</summary>
    public DateOnly? LastRanked { get; init; }

    /// <summary>The state once it is known whether it was in the top on <paramref name="day"/>; a day before the last one known changes nothing.</summary>
    public StreakState After(DateOnly day, bool inTop, int maxMissedDays)
    {
        if (day < LastRanked)
            return this;
        if (!inTop)
            return this with { Days = 0, Start = null, LastRanked = day };
        var goesOn = Days > 0 && day.DayNumber - LastTop!.Value.DayNumber <= maxMissedDays + 1;
        return new StreakState
        {
            Days = !goesOn ? 1 : day == LastTop ? Days : Days + 1,
            Start = goesOn ? Start : day,
            LastTop = day,
            LastRanked = day,
        };
    }

    /// <summary>Whole days since it was in the top; null when it never was.</summary>
    public int? DaysOutOfTop(DateOnly today) => LastTop is { } last ? Math.Max(0, today.DayNumber - last.DayNumber) : null;
}
