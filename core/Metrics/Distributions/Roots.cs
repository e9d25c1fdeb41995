namespace Serverless.Core.Metrics.Distributions;

/// <summary>Roots of increasing functions by bisection, to the last bits: slow, and sure.</summary>
internal static class Roots
{
    /// <summary>The root above <paramref name="low"/> of a function that is negative there; the step doubles until it is passed.</summary>
    public static double Increasing(Func<double, double> function, double low, double step)
    {
        var high = low + step;
        while (function(high) < 0 && double.IsFinite(high))
        {
            low = high;
            high += step *= 2;
        }

        return Between(function, low, high);
    }

    /// <summary>The root in an interval, at whose ends the function has different signs.</summary>
    public static double Between(Func<double, double> function, double low, double high)
    {
        for (var middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2)
        {
            if (function(middle) < 0)
                low = middle;
            else
                high = middle;
        }

        return high;
    }
}
