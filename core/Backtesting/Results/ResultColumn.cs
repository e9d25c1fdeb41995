namespace Serverless.Core.Backtesting.Results;

/// <summary>A named column of a <see cref="ResultTable"/>.</summary>
public sealed class ResultColumn
{
    private ResultColumn(string name, Array values) => (Name, Values) = (name, values);

    /// <summary>Its name, in snake case.</summary>
    public string Name { get; }

    /// <summary><c>double[]</c>, <c>double?[]</c>, <c>int[]</c>, <c>bool[]</c>, <c>string[]</c>, or <c>DateTime[]</c> in UTC to the microsecond.</summary>
    public Array Values { get; }

    /// <summary>Figures.</summary>
    public static ResultColumn Of(string name, double[] values) => new(name, values);

    /// <summary>Figures that may be undefined.</summary>
    public static ResultColumn Of(string name, double?[] values) => new(name, values);

    /// <summary>Counts and indices.</summary>
    public static ResultColumn Of(string name, int[] values) => new(name, values);

    /// <summary>Flags.</summary>
    public static ResultColumn Of(string name, bool[] values) => new(name, values);

    /// <summary>Texts.</summary>
    public static ResultColumn Of(string name, string[] values) => new(name, values);

    /// <summary>UTC times.</summary>
    public static ResultColumn Of(string name, DateTime[] values) => new(name, values);
}
