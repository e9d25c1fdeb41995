using System.Globalization;

namespace Alpaca.Markets;

/// <summary>Length of a bar.</summary>
public readonly record struct BarTimeFrame
{
    /// <summary>A number of units.</summary>
    public BarTimeFrame(int value, BarTimeFrameUnit unit) => (Value, Unit) = (value, unit);

    /// <summary>One minute.</summary>
    public static BarTimeFrame Minute => new(1, BarTimeFrameUnit.Minute);

    /// <summary>One hour.</summary>
    public static BarTimeFrame Hour => new(1, BarTimeFrameUnit.Hour);

    /// <summary>One day.</summary>
    public static BarTimeFrame Day => new(1, BarTimeFrameUnit.Day);

    /// <summary>The unit.</summary>
    public BarTimeFrameUnit Unit { get; }

    /// <summary>Number of units.</summary>
    public int Value { get; }

    /// <summary>As requests name it, for example <c>4Hour</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}{(Unit == BarTimeFrameUnit.Minute ? "Min" : Unit.ToString())}");
}
