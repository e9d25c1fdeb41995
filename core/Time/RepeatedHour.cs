namespace Serverless.Core.Time;

/// <summary>Which of its two occurrences a wall-clock time means in the hour that autumn repeats.</summary>
public enum RepeatedHour
{
    /// <summary>The occurrence in daylight saving time, before the clocks go back.</summary>
    First,

    /// <summary>The occurrence in standard time, after the clocks went back.</summary>
    Second,
}
