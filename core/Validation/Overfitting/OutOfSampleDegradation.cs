using MathNet.Numerics.Distributions;

namespace Serverless.Core.Validation.Overfitting;

/// <summary>What of a Sharpe ratio was lost between the data on which a strategy was chosen and later data.</summary>
/// <param name="Loss">In-sample − out-of-sample, per period; negative when it rose.</param>
/// <param name="Retained">Out-of-sample ÷ in-sample; null when the latter is not positive.</param>
/// <param name="PValue">
/// Probability of at least this loss if both parts had the same true Sharpe ratio and nothing had been selected:
/// <c>Φ(−loss ÷ √(se² + se²))</c>. Small values say that the in-sample figure was selected or that the strategy has decayed.
/// </param>
public sealed record OutOfSampleDegradation(double Loss, double? Retained, double PValue)
{
    /// <summary>Compares two parts that do not overlap.</summary>
    public static OutOfSampleDegradation Of(SharpeEstimate inSample, SharpeEstimate outOfSample)
    {
        ArgumentNullException.ThrowIfNull(inSample);
        ArgumentNullException.ThrowIfNull(outOfSample);
        var loss = inSample.Sharpe - outOfSample.Sharpe;
        var error = Math.Sqrt((inSample.StandardError * inSample.StandardError) + (outOfSample.StandardError * outOfSample.StandardError));
        return new OutOfSampleDegradation(
            loss,
            inSample.Sharpe > 0 ? outOfSample.Sharpe / inSample.Sharpe : null,
            loss == 0 ? 0.5 : Normal.CDF(0, 1, -loss / error));
    }
}
