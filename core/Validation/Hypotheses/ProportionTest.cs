using MathNet.Numerics;
using Serverless.Core.Metrics;
using Serverless.Core.Metrics.Distributions;

namespace Serverless.Core.Validation.Hypotheses;

/// <summary>Tests and intervals of a share of successes, for example of winning trades. Trials are independent.</summary>
public static class ProportionTest
{
    /// <summary>Exact binomial test; two-sided: all outcomes that are at most as likely as the one observed.</summary>
    /// <param name="successes">0 … <paramref name="trials"/>.</param>
    /// <param name="trials">n.</param>
    /// <param name="share">Share of the null hypothesis, above 0 and below 1.</param>
    /// <param name="alternative">The alternative.</param>
    public static HypothesisResult Exact(int successes, int trials, double share = 0.5, Alternative alternative = Alternative.TwoSided)
    {
        Require(successes, trials, share);
        if (trials == 0)
            return HypothesisResult.Without("Binomial (exact)", 0, alternative, "Too few observations.");
        var p = alternative switch
        {
            Alternative.Greater => UpperTail(successes, trials, share),
            Alternative.Less => LowerTail(successes, trials, share),
            _ => TwoSided(successes, trials, share),
        };
        return new HypothesisResult("Binomial (exact)", (double)successes / trials, p, trials, alternative);
    }

    /// <summary>Normal approximation, with the variance of the null hypothesis and no continuity correction.</summary>
    public static HypothesisResult OneSample(int successes, int trials, double share = 0.5, Alternative alternative = Alternative.TwoSided)
    {
        Require(successes, trials, share);
        var error = trials == 0 ? (double?)null : Math.Sqrt(share * (1 - share) / trials);
        return ZTest.Result("One-proportion z", ((double)successes / trials) - share, error, trials, alternative);
    }

    /// <summary>Whether two shares are equal: normal approximation with the variance of the pooled share.</summary>
    public static HypothesisResult TwoSample(
        int firstSuccesses, int firstTrials, int secondSuccesses, int secondTrials, Alternative alternative = Alternative.TwoSided)
    {
        Require(firstSuccesses, firstTrials, 0.5);
        Require(secondSuccesses, secondTrials, 0.5);
        double n1 = firstTrials, n2 = secondTrials, pooled = (firstSuccesses + secondSuccesses) / (n1 + n2);
        var error = n1 == 0 || n2 == 0 ? (double?)null : Math.Sqrt(pooled * (1 - pooled) * ((1 / n1) + (1 / n2)));
        return ZTest.Result("Two-proportion z", (firstSuccesses / n1) - (secondSuccesses / n2), error, firstTrials + secondTrials, alternative);
    }

    /// <summary>Wilson's score interval (1927); null without trials.</summary>
    public static ConfidenceInterval? Wilson(int successes, int trials, double coverage = 0.95)
    {
        Require(successes, trials, 0.5);
        if (trials == 0)
            return null;
        double n = trials, share = successes / n, z = StandardNormal.Quantile((1 + coverage) / 2), square = z * z / n;
        var half = z * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n)));
        return new ConfidenceInterval(
            Math.Max(0, (share + (square / 2) - half) / (1 + square)), Math.Min(1, (share + (square / 2) + half) / (1 + square)));
    }

    /// <summary>Clopper and Pearson's interval (1934), which covers at least as often as asked; null without trials.</summary>
    public static ConfidenceInterval? ClopperPearson(int successes, int trials, double coverage = 0.95)
    {
        Require(successes, trials, 0.5);
        if (trials == 0)
            return null;
        var tail = (1 - coverage) / 2;
        return new ConfidenceInterval(
            successes == 0 ? 0 : Beta.Quantile(tail, successes, trials - successes + 1),
            successes == trials ? 1 : Beta.Quantile(1 - tail, successes + 1, trials - successes));
    }

    private static double UpperTail(int successes, int trials, double share) =>
        successes <= 0 ? 1 : successes > trials ? 0 : Beta.Regularized(successes, trials - successes + 1, share);

    private static double LowerTail(int successes, int trials, double share) =>
        successes < 0 ? 0 : successes >= trials ? 1 : Beta.Regularized(trials - successes, successes + 1, 1 - share);

    // The other tail begins where outcomes are as likely as the one observed, but for rounding.
    private static double TwoSided(int successes, int trials, double share)
    {
        var observed = LogProbability(successes) + 1e-7;
        var mean = trials * share;
        if (successes == mean)
            return 1;
        var below = successes < mean;
        // Log-probabilities fall away from the mode, so the edge of the other tail is found by bisection.
        int inner = below ? (int)Math.Ceiling(mean) : (int)Math.Floor(mean), outer = below ? trials + 1 : -1;
        while (Math.Abs(outer - inner) > 1)
        {
            var middle = (inner + outer) / 2;
            if (LogProbability(middle) <= observed)
                outer = middle;
            else
                inner = middle;
        }

        var edge = LogProbability(inner) <= observed ? inner : outer;
        return Math.Min(1, below
            ? LowerTail(successes, trials, share) + UpperTail(edge, trials, share)
            : UpperTail(successes, trials, share) + LowerTail(edge, trials, share));

        double LogProbability(int count) => SpecialFunctions.GammaLn(trials + 1.0) - SpecialFunctions.GammaLn(count + 1.0)
            - SpecialFunctions.GammaLn(trials - count + 1.0) + (count * Math.Log(share)) + ((trials - count) * Math.Log(1 - share));
    }

    private static void Require(int successes, int trials, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (successes < 0 || successes > trials)
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"There are between 0 and {trials} successes in {trials} trials.");
        if (share is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of the null hypothesis lies between 0 and 1.");
    }
}
