namespace Serverless.Core.Execution.Simulation;

/// <summary>How much of an order can trade. Quantities keep their sign; 0 is nothing.</summary>
internal static class FillSize
{
    /// <summary>The part that makes a position smaller.</summary>
    public static double Reducing(double quantity, double position) => quantity * position >= 0
        ? 0
        : Math.Sign(quantity) * Math.Min(Math.Abs(quantity), Math.Abs(position));

    /// <summary>The part that the largest position leaves room for.</summary>
    public static double Fitting(double quantity, double position, SimulationRules rules)
    {
        var after = position + quantity;
        var limited = Limited(after, rules);
        if (limited == after)
            return quantity;
        var room = rules.Instrument.RoundDown(limited - position);
        return room * quantity > 0 ? room : 0;
    }

    /// <summary>A position, or the largest on its side.</summary>
    public static double Limited(double position, SimulationRules rules) =>
        rules.Margin.MaxPosition is { } largest ? Math.Clamp(position, -largest, largest) : position;

    /// <summary>The part that <paramref name="volume"/> units of a bar have room for.</summary>
    public static double Available(double quantity, double volume, SimulationRules rules) => Math.Abs(quantity) <= volume
        ? quantity
        : Math.Sign(quantity) * rules.Instrument.RoundDown(volume);
}
