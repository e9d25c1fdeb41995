namespace Parquet.File.Values.Primitives;

/// <summary>A span of time in calendar units.</summary>
public struct Interval
{
    /// <summary>A span.</summary>
    public Interval(int months, int days, int millis)
    {
        Months = months;
        Days = days;
        Millis = millis;
    }

    /// <summary>Milliseconds.</summary>
    public int Millis { get; set; }

    /// <summary>Days.</summary>
    public int Days { get; set; }

    /// <summary>Months.</summary>
    public int Months { get; set; }

    /// <summary>For instance "1m 2d 3ms".</summary>
    public override readonly string ToString() => $"{Months}m {Days}d {Millis}ms";
}
