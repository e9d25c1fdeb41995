using Serverless.Core.Randomness;
using Serverless.Core.Validation.Bootstrap;

namespace Serverless.Bench;

/// <summary>The statistics as their definitions read, period by period: what a first implementation looks like.</summary>
internal static class PlainStatistics
{
    public static double SuperiorAbility(double[][] columns, IResampler resampler, int replications, double block, long seed)
    {
        var n = columns[0].Length;
        double[] means = new double[columns.Length], omegas = new double[columns.Length], centres = new double[columns.Length];
        var statistic = 0.0;
        for (var k = 0; k < columns.Length; k++)
        {
            means[k] = columns[k].Sum() / n;
            omegas[k] = Omega(columns[k], means[k], block);
            centres[k] = means[k] >= -omegas[k] * Math.Sqrt(2 * Math.Log(Math.Log(n)) / n) ? means[k] : 0;
            statistic = Math.Max(statistic, Math.Sqrt(n) * means[k] / omegas[k]);
        }

        var exceeded = 0;
        var indices = new int[n];
        for (var b = 0; b < replications; b++)
        {
            resampler.Fill(new SeededRandom(seed).Fork(b), indices);
            var largest = 0.0;
            for (var k = 0; k < columns.Length; k++)
            {
                var sum = 0.0;
                foreach (var t in indices)
                    sum += columns[k][t];
                largest = Math.Max(largest, Math.Sqrt(n) * ((sum / n) - centres[k]) / omegas[k]);
            }

            exceeded += largest > statistic ? 1 : 0;
        }

        return (double)exceeded / replications;
    }

    public static double Overfitting(double[][] columns, int blocks)
    {
        var length = columns[0].Length / blocks;
        var first = columns[0].Length % blocks;
        int splits = 0, overfitted = 0;
        for (uint set = 0; set < 1u << blocks; set++)
        {
            if (System.Numerics.BitOperations.PopCount(set) != blocks / 2)
                continue;
            var best = 0;
            var bestSharpe = double.NegativeInfinity;
            var outOfSample = new double[columns.Length];
            for (var k = 0; k < columns.Length; k++)
            {
                var sharpe = Sharpe(columns[k], first, length, blocks, set);
                outOfSample[k] = Sharpe(columns[k], first, length, blocks, ~set);
                if (sharpe > bestSharpe)
                    (best, bestSharpe) = (k, sharpe);
            }

            var rank = outOfSample.Count(value => value < outOfSample[best]) + 1.0;
            overfitted += Math.Log(rank / (columns.Length + 1 - rank)) <= 0 ? 1 : 0;
            splits++;
        }

        return (double)overfitted / splits;
    }

    public static double BlockBootstrap(double[] series, int block, int paths, int seed)
    {
        var random = new SeededRandom(seed);
        var path = new double[series.Length];
        var total = 0.0;
        for (var p = 0; p < paths; p++)
        {
            for (var t = 0; t < path.Length;)
            {
                var start = random.NextInt(series.Length);
                for (var i = 0; i < block && t < path.Length; i++)
                    path[t++] = series[(start + i) % series.Length];
            }

            var mean = path.Average();
            total += mean / Math.Sqrt(path.Sum(value => (value - mean) * (value - mean)) / (path.Length - 1));
        }

        return total / paths;
    }

    private static double Sharpe(double[] column, int first, int length, int blocks, uint set)
    {
        double sum = 0, squares = 0;
        var count = 0;
        for (var block = 0; block < blocks; block++)
        {
            if ((set >> block & 1) == 0)
                continue;
            for (var t = first + (block * length); t < first + ((block + 1) * length); t++)
                sum += column[t];
            count += length;
        }

        var mean = sum / count;
        for (var block = 0; block < blocks; block++)
        {
            if ((set >> block & 1) == 0)
                continue;
            for (var t = first + (block * length); t < first + ((block + 1) * length); t++)
                squares += (column[t] - mean) * (column[t] - mean);
        }

        return mean / Math.Sqrt(squares / (count - 1));
    }

    private static double Omega(double[] column, double mean, double block)
    {
        var n = column.Length;
        var variance = 0.0;
        for (var lag = 0; lag < n; lag++)
        {
            var weight = ((1 - ((double)lag / n)) * Math.Pow(1 - (1 / block), lag)) + ((double)lag / n * Math.Pow(1 - (1 / block), n - lag));
            var covariance = 0.0;
            for (var t = lag; t < n; t++)
                covariance += (column[t] - mean) * (column[t - lag] - mean) / n;
            variance += lag == 0 ? covariance : 2 * weight * covariance;
        }

        return Math.Sqrt(variance);
    }
}
