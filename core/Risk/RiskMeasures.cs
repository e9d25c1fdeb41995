namespace Serverless.Core.Risk;

/// <summary>Figures of weights that limits bound.</summary>
internal static class RiskMeasures
{
    /// <summary>The smallest relative step of a number, by which rounding is met.</summary>
    public const double Hair = 1.2e-16;

    public static double Gross(double[] weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += Math.Abs(weight);
        return sum;
    }

    public static double NetSize(double[] weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        return Math.Abs(sum);
    }

    /// <summary>Sum of the largest sizes.</summary>
    public static double Top(double[] weights, int count)
    {
        var sizes = Array.ConvertAll(weights, Math.Abs);
        Array.Sort(sizes);
        var sum = 0.0;
        for (var i = sizes.Length - 1; i >= Math.Max(0, sizes.Length - count); i--)
            sum += sizes[i];
        return sum;
    }

    /// <summary>The size to which all larger ones must be cut for the largest to sum to <paramref name="allowed"/>: the water level.</summary>
    public static double TopLevel(double[] weights, int count, double allowed)
    {
        var sizes = Array.ConvertAll(weights, Math.Abs);
        Array.Sort(sizes);
        Array.Reverse(sizes);
        // With the j largest cut, the others of the top stay: level = (allowed − others) ÷ j, where it lies above the next one.
        var others = Top(weights, count);
        for (var cut = 1; cut < Math.Min(count, sizes.Length); cut++)
        {
            others -= sizes[cut - 1];
            var level = (allowed - others) / cut;
            if (level >= sizes[cut])
                return level;
        }

        return allowed / Math.Min(count, sizes.Length);
    }
}
