namespace Serverless.Core.Validation.MultipleTesting;

/// <summary>
/// Adjusted p-values: a hypothesis is rejected at level α when its adjusted p-value is at most α. All are capped at 1 and stand in the order
/// of the p-values given. The first six control the family-wise error rate (the probability of one false rejection or more), the
/// last two the false discovery rate (the expected share of false ones among rejections).
/// </summary>
public static class PValueAdjustment
{
    /// <summary><c>m·p</c>; under any dependence.</summary>
    public static double[] Bonferroni(ReadOnlySpan<double> pValues)
    {
        var m = Check(pValues);
        return Array.ConvertAll(pValues.ToArray(), p => Math.Min(1, m * p));
    }

    /// <summary><c>1 − (1 − p)^m</c> (Šidák, 1967); under independence.</summary>
    public static double[] Sidak(ReadOnlySpan<double> pValues)
    {
        var m = Check(pValues);
        return Array.ConvertAll(pValues.ToArray(), p => Sidak(p, m));
    }

    /// <summary>Running maximum of <c>(m − i + 1)·p₍ᵢ₎</c> from the smallest (Holm, 1979); under any dependence.</summary>
    public static double[] Holm(ReadOnlySpan<double> pValues) => StepDown(pValues, (p, remaining) => Math.Min(1, remaining * p));

    /// <summary>As <see cref="Holm"/>, with Šidák's bound; under independence.</summary>
    public static double[] HolmSidak(ReadOnlySpan<double> pValues) => StepDown(pValues, Sidak);

    /// <summary>Running minimum of <c>(m − i + 1)·p₍ᵢ₎</c> from the largest (Hochberg, 1988); under independence or positive dependence.</summary>
    public static double[] Hochberg(ReadOnlySpan<double> pValues)
    {
        var m = Check(pValues);
        return StepUp(pValues, (p, rank) => (m - rank + 1) * p);
    }

    /// <summary>Closed testing with Simes' test (Hommel, 1988, by Wright's algorithm of 1992); as <see cref="Hochberg"/>, never larger.</summary>
    public static double[] Hommel(ReadOnlySpan<double> pValues)
    {
        var m = Check(pValues);
        var order = Order(pValues);
        var sorted = new double[m];
        for (var i = 0; i < m; i++)
            sorted[i] = pValues[order[i]];
        double[] q = new double[m], adjusted = new double[m];
        var simes = double.PositiveInfinity;
        for (var i = 0; i < m; i++)
            simes = Math.Min(simes, m * sorted[i] / (i + 1));
        Array.Fill(q, simes);
        Array.Fill(adjusted, simes);
        for (var size = m - 1; size >= 2; size--)
        {
            // Of every family of this size, the worst has the hypothesis itself and the largest others.
            var small = m - size + 1;
            var bound = double.PositiveInfinity;
            for (var i = small; i < m; i++)
                bound = Math.Min(bound, size * sorted[i] / (i - small + 2));
            for (var i = 0; i < small; i++)
                q[i] = Math.Min(size * sorted[i], bound);
            for (var i = small; i < m; i++)
                q[i] = q[small - 1];
            for (var i = 0; i < m; i++)
                adjusted[i] = Math.Max(adjusted[i], q[i]);
        }

        return Unsort(order, i => Math.Min(1, Math.Max(adjusted[i], sorted[i])));
    }

    /// <summary>
    /// Running minimum of <c>m ÷ i · p₍ᵢ₎</c> from the largest (Benjamini and Hochberg, 1995); under independence or positive dependence.
    /// </summary>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        double m = Check(pValues);
        return StepUp(pValues, (p, rank) => m / rank * p);
    }

    /// <summary>As <see cref="BenjaminiHochberg"/>, times <c>∑ 1 ÷ i</c> (Benjamini and Yekutieli, 2001); under any dependence.</summary>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> pValues)
    {
        double m = Check(pValues), harmonic = 0;
        for (var i = 1; i <= m; i++)
            harmonic += 1.0 / i;
        return StepUp(pValues, (p, rank) => m * harmonic / rank * p);
    }

    private static double Sidak(double p, int m) => p >= 1 ? 1 : -Math.Exp(m * MathNet.Numerics.SpecialFunctions.Log1p(-p)) + 1;

    private static double[] StepDown(ReadOnlySpan<double> pValues, Func<double, int, double> adjust)
    {
        var m = Check(pValues);
        var order = Order(pValues);
        var adjusted = new double[m];
        var largest = 0.0;
        for (var i = 0; i < m; i++)
            adjusted[order[i]] = largest = Math.Max(largest, adjust(pValues[order[i]], m - i));
        return adjusted;
    }

    private static double[] StepUp(ReadOnlySpan<double> pValues, Func<double, int, double> adjust)
    {
        var order = Order(pValues);
        var adjusted = new double[order.Length];
        var smallest = 1.0;
        for (var i = order.Length - 1; i >= 0; i--)
            adjusted[order[i]] = smallest = Math.Min(smallest, adjust(pValues[order[i]], i + 1));
        return adjusted;
    }

    private static int[] Order(ReadOnlySpan<double> pValues)
    {
        var keys = pValues.ToArray();
        var order = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, order);
        return order;
    }

    private static double[] Unsort(int[] order, Func<int, double> value)
    {
        var result = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
            result[order[i]] = value(i);
        return result;
    }

    private static int Check(ReadOnlySpan<double> pValues)
    {
        for (var i = 0; i < pValues.Length; i++)
        {
            if (pValues[i] is not (>= 0 and <= 1))
                throw new ArgumentException($"p-value {i} is {pValues[i]}; it must be 0 to 1.", nameof(pValues));
        }

        return pValues.Length;
    }
}
