using System.Numerics;
using MathNet.Numerics.Distributions;

namespace Serverless.Core.MarketData;

/// <summary>
/// Prices that diffuse and jump (Merton, 1976): <c>dS ÷ S = (μ − λκ) dt + σ dW + (e^Y − 1) dN</c>, Y normal, N Poisson. The compensator λκ makes
/// <c>E[Sₜ] = S₀ e^(μt)</c>. A log return over dt is a mixture of normal ones by its number of jumps, which is Poisson: there can be several.
/// </summary>
/// <param name="Drift">μ, per year.</param>
/// <param name="Volatility">σ of the diffusion, per year; positive.</param>
/// <param name="Intensity">λ, jumps per year; not negative.</param>
/// <param name="JumpMean">Mean of Y, the log of a jump.</param>
/// <param name="JumpDeviation">Deviation of Y; not negative.</param>
public sealed record JumpDiffusion(double Drift, double Volatility, double Intensity, double JumpMean, double JumpDeviation)
{
    private const int MostJumps = 200;
    private const double Negligible = 1e-18;

    /// <summary>κ = E[e^Y] − 1.</summary>
    public double ExpectedJump => Math.Exp(JumpMean + (JumpDeviation * JumpDeviation / 2)) - 1;

    /// <summary>Drift of the log price between jumps, μ − λκ − σ² ÷ 2, per year.</summary>
    public double LogDrift => Drift - (Intensity * ExpectedJump) - (Volatility * Volatility / 2);

    /// <summary>Mean of a log return over <paramref name="years"/>.</summary>
    public double Mean(double years) => (LogDrift + (Intensity * JumpMean)) * years;

    /// <summary>Variance of a log return.</summary>
    public double Variance(double years) => ((Volatility * Volatility) + (Intensity * ((JumpMean * JumpMean) + Square))) * years;

    /// <summary>Skewness of a log return.</summary>
    public double Skewness(double years) =>
        Intensity * years * ((JumpMean * JumpMean * JumpMean) + (3 * JumpMean * Square)) / Math.Pow(Variance(years), 1.5);

    /// <summary>Kurtosis of a log return, in excess of 3.</summary>
    public double ExcessKurtosis(double years)
    {
        var mean = JumpMean * JumpMean;
        return Intensity * years * ((mean * mean) + (6 * mean * Square) + (3 * Square * Square)) / (Variance(years) * Variance(years));
    }

    /// <summary>Density of a log return at <paramref name="value"/>.</summary>
    public double Density(double value, double years) => Mix(years, (mean, deviation) => Normal.PDF(mean, deviation, value));

    /// <summary>Probability of a log return up to <paramref name="value"/>.</summary>
    public double Cumulative(double value, double years) => Mix(years, (mean, deviation) => Normal.CDF(mean, deviation, value));

    /// <summary>The log return that is not exceeded with <paramref name="probability"/>, above 0, below 1.</summary>
    public double Quantile(double probability, double years)
    {
        if (probability is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        var width = Math.Sqrt(Variance(years));
        double low = Mean(years) - width, high = Mean(years) + width;
        while (Cumulative(low, years) > probability)
            low -= width *= 2;
        while (Cumulative(high, years) < probability)
            high += width *= 2;
        while (low + ((high - low) / 2) is var middle && middle > low && middle < high)
            (low, high) = Cumulative(middle, years) < probability ? (middle, high) : (low, middle);
        return high;
    }

    /// <summary>E[e^(iuX)] of a log return X.</summary>
    public Complex CharacteristicFunction(double argument, double years)
    {
        var jump = Complex.Exp(new Complex(-Square * argument * argument / 2, argument * JumpMean));
        var diffusion = new Complex(-Volatility * Volatility * argument * argument / 2, argument * LogDrift);
        return Complex.Exp(years * (diffusion + (Intensity * (jump - 1))));
    }

    /// <summary>The log return of given draws.</summary>
    /// <param name="normal">Standard normal draw of the diffusion.</param>
    /// <param name="jumps">Standard normal draws, one for each jump.</param>
    /// <param name="years">Length.</param>
    public double LogReturn(double normal, ReadOnlySpan<double> jumps, double years)
    {
        var result = (LogDrift * years) + (Volatility * Math.Sqrt(years) * normal);
        foreach (var jump in jumps)
            result += JumpMean + (JumpDeviation * jump);
        return result;
    }

    private double Square => JumpDeviation * JumpDeviation;

    // By number of jumps; past the mean the probabilities fall faster than any power.
    private double Mix(double years, Func<double, double, double> component)
    {
        var (rate, sum) = (Intensity * years, 0.0);
        var probability = Math.Exp(-rate);
        for (var jumps = 0; jumps < MostJumps && (jumps <= rate || probability > Negligible); jumps++, probability *= rate / jumps)
        {
            var deviation = Math.Sqrt((Volatility * Volatility * years) + (jumps * Square));
            sum += probability * component((LogDrift * years) + (jumps * JumpMean), deviation);
        }

        return sum;
    }
}
