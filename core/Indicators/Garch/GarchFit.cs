using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Serverless.Core.Indicators.Garch;

/// <summary>GARCH(1,1) by maximum likelihood of normal innovations.</summary>
/// <param name="Model">The most likely model.</param>
/// <param name="Mean">The most likely mean of the returns, 0 when it was held there.</param>
/// <param name="LogLikelihood">Logarithm of the likelihood.</param>
public sealed record GarchFit(Garch11 Model, double Mean, double LogLikelihood)
{
    private const int FewestReturns = 50;
    private const int MostIterations = 20_000;
    private const double Tolerance = 1e-9;

    // Where the search begins: persistence, and the part of it that is α.
    private static readonly (double Persistence, double Share)[] Starts = [(0.9, 0.1), (0.95, 0.05), (0.98, 0.05), (0.95, 0.15), (0.7, 0.2)];

    /// <summary>Fits a model. The search runs on returns of unit variance and over all persistences below 1, by the simplex of Nelder and Mead.</summary>
    /// <param name="returns">At least 50, finite and not all equal, in any unit.</param>
    /// <param name="start">What stands in for the variance before the first return.</param>
    /// <param name="constantMean">Whether the mean is fitted too; otherwise it is 0.</param>
    /// <exception cref="ArgumentException">There are too few returns, or they do not vary.</exception>
    public static GarchFit Of(ReadOnlySpan<double> returns, GarchStart start, bool constantMean)
    {
        var moments = 0.0;
        foreach (var value in returns)
            moments += value * value;
        var scale = Math.Sqrt(moments / returns.Length);
        if (returns.Length < FewestReturns || !(scale > 0) || !double.IsFinite(scale))
            throw new ArgumentException($"A GARCH model needs at least {FewestReturns} finite returns that vary; these are {returns.Length}.", nameof(returns));
        double[] unit = [.. returns];
        for (var i = 0; i < unit.Length; i++)
            unit[i] /= scale;

        // The backcast is of the sample, so that it does not move with the mean that is fitted.
        var sampleMean = constantMean ? unit.Average() : 0;
        var sample = start == GarchStart.Backcast ? Array.ConvertAll(unit, value => value - sampleMean) : null;
        var residuals = new double[unit.Length];
        var objective = ObjectiveFunction.Value(point => -LogLikelihoodAt(point, unit, residuals, start, sample));
        var begin = Starts.Select(guess => GuessAt(guess, constantMean)).MinBy(point => -LogLikelihoodAt(point, unit, residuals, start, sample))!;
        var best = NelderMeadSimplex.Minimum(objective, begin, Tolerance, MostIterations);
        // A simplex may shrink too early: begun once more from where it stopped, it goes on if it did.
        best = NelderMeadSimplex.Minimum(objective, best.MinimizingPoint, Tolerance, MostIterations);
        var (model, mean) = ModelAt(best.MinimizingPoint);
        return new GarchFit(
            model with { Omega = model.Omega * scale * scale }, mean * scale, -best.FunctionInfoAtMinimum.Value - (unit.Length * Math.Log(scale)));
    }

    private static Vector<double> GuessAt((double Persistence, double Share) guess, bool constantMean)
    {
        double[] point = [Math.Log(1 - guess.Persistence), Logit(guess.Persistence), Logit(guess.Share), .. constantMean ? new[] { 0.0 } : []];
        return Vector<double>.Build.Dense(point);
    }

    private static (Garch11 Model, double Mean) ModelAt(Vector<double> point)
    {
        var (persistence, share) = (Logistic(point[1]), Logistic(point[2]));
        return (new Garch11(Math.Exp(point[0]), persistence * share, persistence * (1 - share)), point.Count > 3 ? point[3] : 0);
    }

    private static double LogLikelihoodAt(Vector<double> point, double[] unit, double[] residuals, GarchStart start, double[]? sample)
    {
        var (model, mean) = ModelAt(point);
        for (var i = 0; i < unit.Length; i++)
            residuals[i] = unit[i] - mean;
        var value = Garch11.LogLikelihood(residuals, model.Variances(residuals, model.FirstVariance(sample ?? residuals, start)));
        return double.IsFinite(value) ? value : -1e300;
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Logit(double p) => Math.Log(p / (1 - p));
}
