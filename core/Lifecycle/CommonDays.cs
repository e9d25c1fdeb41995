using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle;

/// <summary>Correlation of two strategies on the days that both have.</summary>
internal static class CommonDays
{
    /// <summary>Pearson's correlation of daily returns; null for fewer than <paramref name="minDays"/> common days, or when one does not vary.</summary>
    public static double? Correlation(DailyReturns x, DailyReturns y, int minDays)
    {
        var (left, right) = (new List<double>(), new List<double>());
        for (int i = 0, j = 0; i < x.Days.Length && j < y.Days.Length;)
        {
            if (x.Days[i] == y.Days[j])
            {
                left.Add(x.Values[i++]);
                right.Add(y.Values[j++]);
            }
            else if (x.Days[i] < y.Days[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return left.Count < minDays ? null : Correlations.Pearson(left.ToArray(), right.ToArray());
    }
}
