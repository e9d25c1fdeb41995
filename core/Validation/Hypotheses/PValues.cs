namespace Serverless.Core.Validation.Hypotheses;

/// <summary>p-values from a distribution.</summary>
internal static class PValues
{
    /// <summary>Of a statistic whose distribution is symmetric around 0, from its upper tail P(X &gt; x).</summary>
    public static double Symmetric(double statistic, Alternative alternative, Func<double, double> upperTail) => alternative switch
    {
        Alternative.Greater => upperTail(statistic),
        Alternative.Less => upperTail(-statistic),
        _ => Math.Min(1, 2 * upperTail(Math.Abs(statistic))),
    };
}
