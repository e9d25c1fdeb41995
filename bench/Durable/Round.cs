namespace Serverless.Bench.Durable;

/// <param name="Count">Units of work done.</param>
/// <param name="Elapsed">From the first request to the last result.</param>
/// <param name="Latencies">Of single units, in milliseconds, ascending.</param>
internal sealed record Round(int Count, TimeSpan Elapsed, double[] Latencies)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public static Round Of(int count, TimeSpan elapsed, IEnumerable<double> latencies) => new(count, elapsed, [.. latencies.Order()]);

    /// <summary>Nearest rank.</summary>
    public double Percentile(double share) => Latencies[Math.Max((int)Math.Ceiling(share * Latencies.Length) - 1, 0)];
}
