using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>What the best of N trials without any skill shows: the expected maximum of N independent standard normal numbers.</summary>
public static class ExpectedMaximum
{
    private const double Edge = 10;
    private const double Step = 1.0 / 64;

    /// <summary>
    /// The approximation that the deflated Sharpe ratio is defined with: <c>(1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))</c>, γ Euler's constant
    /// (Bailey and López de Prado, 2014, "The deflated Sharpe ratio"). 0 for one trial, and never below 0.
    /// </summary>
    /// <param name="trials">N, at least 1; an effective number need not be whole.</param>
    public static double Approximate(double trials)
    {
        if (!(trials >= 1) || double.IsInfinity(trials))
            throw new ArgumentOutOfRangeException(nameof(trials), trials, "The number of trials must be at least 1.");
        if (trials == 1)
            return 0;
        var largest = Normal.InvCDF(0, 1, 1 - (1 / trials));
        var larger = Normal.InvCDF(0, 1, 1 - (1 / (trials * Math.E)));
        return Math.Max(0, ((1 - Constants.EulerMascheroni) * largest) + (Constants.EulerMascheroni * larger));
    }

    /// <summary>The exact value, ∫ x·N·φ(x)·Φ(x)^(N − 1) dx, by the trapezoidal rule, which converges exponentially here.</summary>
    /// <param name="trials">N, at least 1.</param>
    public static double Exact(int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        var sum = 0.0;
        for (var x = -Edge; x <= Edge; x += Step)
        {
            // ln Φ(x) through the tail keeps its digits where Φ rounds to 1.
            var tail = 0.5 * SpecialFunctions.Erfc(Math.Abs(x) / Constants.Sqrt2);
            var logarithm = x > 0 ? SpecialFunctions.Log1p(-tail) : Math.Log(tail);
            sum += x * trials * Normal.PDF(0, 1, x) * Math.Exp((trials - 1) * logarithm);
        }

        return sum * Step;
    }

    /// <summary>√(2·ln N), which the expected maximum stays below.</summary>
    /// <param name="trials">N, at least 1.</param>
    public static double UpperBound(double trials)
    {
        if (!(trials >= 1))
            throw new ArgumentOutOfRangeException(nameof(trials), trials, "The number of trials must be at least 1.");
        return Math.Sqrt(2 * Math.Log(trials));
    }

    /// <summary>
    /// Minimum backtest length: years below which the best of N trials without skill is expected to show an annual Sharpe ratio of
    /// <paramref name="annualSharpe"/>, <c>(approximation ÷ SR)²</c> (Bailey, Borwein, López de Prado and Zhu, 2014, "Pseudo-mathematics and
    /// financial charlatanism").
    /// </summary>
    /// <param name="trials">N, at least 1.</param>
    /// <param name="annualSharpe">Positive.</param>
    public static double MinimumBacktestYears(double trials, double annualSharpe)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(annualSharpe);
        var ratio = Approximate(trials) / annualSharpe;
        return ratio * ratio;
    }
}
