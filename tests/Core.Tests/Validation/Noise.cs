using Serverless.Core.Randomness;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

/// <summary>Returns of strategies without any edge, and of one with an edge that is known.</summary>
internal static class Noise
{
    public const double Deviation = 0.01;

    /// <summary>Independent normal returns; the first strategy has the true Sharpe ratio <paramref name="edge"/> per period.</summary>
    public static ReturnMatrix Matrix(SeededRandom random, int periods, int strategies, double edge = 0) =>
        ReturnMatrix.FromRows([.. Enumerable.Range(0, periods).Select(_ => Row(random, strategies, edge))]);

    public static double[] Series(SeededRandom random, int periods, double edge = 0) =>
        [.. Enumerable.Range(0, periods).Select(_ => Deviation * (edge + random.NextGaussian()))];

    private static double[] Row(SeededRandom random, int strategies, double edge)
    {
        var row = new double[strategies];
        for (var k = 0; k < strategies; k++)
            row[k] = Deviation * ((k == 0 ? edge : 0) + random.NextGaussian());
        return row;
    }
}
