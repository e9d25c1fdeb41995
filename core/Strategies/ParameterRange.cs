namespace Serverless.Core.Strategies;

/// <summary>The values that one parameter may take: a grid from <paramref name="Min"/> to <paramref name="Max"/>, both included.</summary>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value, a whole number of steps above <paramref name="Min"/>.</param>
/// <param name="Step">Distance of neighbours; positive.</param>
/// <param name="Default">The usual value, on the grid.</param>
public sealed record ParameterRange(string Name, double Min, double Max, double Step, double Default)
{
    /// <summary>Whether its values are whole numbers.</summary>
    public bool IsWhole => double.IsInteger(Min) && double.IsInteger(Step) && double.IsInteger(Default);

    /// <summary>Number of values.</summary>
    public int Count => (int)Math.Round((Max - Min) / Step) + 1;

    /// <summary>Value at a grid position, 0 … <see cref="Count"/> − 1.</summary>
    public double ValueAt(int index) => Clean(Min + (index * Step));

    /// <summary>The value <paramref name="steps"/> steps away from <paramref name="value"/>, or null when the range ends before.</summary>
    public double? Shift(double value, int steps)
    {
        var shifted = Clean(value + (steps * Step));
        return shifted < Min || shifted > Max ? null : shifted;
    }

    // 0.1 + 0.2 must be 0.3, so that equal parameters have equal ids.
    private static double Clean(double value) => Math.Round(value, 9);
}
