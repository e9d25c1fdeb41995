namespace Serverless.Core.Reporting.Charts;

/// <summary>Round values for an axis.</summary>
internal static class Ticks
{
    private static readonly double[] Mantissas = [1, 2, 2.5, 5, 10];
    private static readonly double[] LogarithmicMantissas = [1, 2, 5];

    /// <summary>A step of 1, 2, 2.5 or 5 times a power of ten that cuts the range into at most <paramref name="most"/> parts.</summary>
    public static double Step(double low, double high, int most)
    {
        var raw = (high - low) / most;
        if (!(raw > 0))
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return Mantissas.First(mantissa => mantissa * power >= raw * (1 - 1e-9)) * power;
    }

    /// <summary>Multiples of <paramref name="step"/> from low to high, both included where they are multiples.</summary>
    public static IEnumerable<double> Linear(double low, double high, double step)
    {
        for (var k = Math.Ceiling((low / step) - 1e-9); k <= (high / step) + 1e-9; k++)
            yield return k * step;
    }

    /// <summary>Powers of ten, also twice and five times; multiples of a step where those are fewer than three.</summary>
    public static IReadOnlyList<double> Logarithmic(double low, double high)
    {
        var ticks = new List<double>();
        for (var exponent = Math.Floor(Math.Log10(low)); Math.Pow(10, exponent) <= high; exponent++)
            ticks.AddRange(LogarithmicMantissas.Select(mantissa => mantissa * Math.Pow(10, exponent)).Where(tick => tick >= low && tick <= high));
        return ticks.Count >= 3 ? ticks : [.. Linear(low, high, Step(low, high, 5)).Where(tick => tick > 0)];
    }
}
