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

    /// <summary>Columns of one name and type, one after another.</summary>
    internal static ResultColumn Join(IReadOnlyList<ResultColumn> parts)
    {
        var values = Array.CreateInstance(parts[0].Values.GetType().GetElementType()!, parts.Sum(part => part.Values.Length));
        var next = 0;
        foreach (var part in parts)
        {
            part.Values.CopyTo(values, next);
            next += part.Values.Length;
        }

        return new ResultColumn(parts[0].Name, values);
    }
}
