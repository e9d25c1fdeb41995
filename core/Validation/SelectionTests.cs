using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.MultipleTesting;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Core.Validation;

/// <summary>The tests against selection, on the same resampled histories of all trials: returns are held against 0.</summary>
/// <param name="Resampler">
/// Stationary bootstrap whose mean block length is the longest that the rule of Politis and White gives for one of the trials: too long
/// blocks cost power, too short ones cost honesty.
/// </param>
/// <param name="BlockLength">That length, in periods; at least 1.</param>
/// <param name="RealityCheck">White's test.</param>
/// <param name="SuperiorAbility">Hansen's test.</param>
/// <param name="Stepwise">Romano and Wolf's test.</param>
/// <param name="Overfitting">Combinatorially symmetric cross-validation with 16 blocks; null for one trial.</param>
public sealed record SelectionTests(
    IResampler Resampler,
    double BlockLength,
    RealityCheck RealityCheck,
    SuperiorPredictiveAbility SuperiorAbility,
    StepwiseTest Stepwise,
    BacktestOverfitting? Overfitting)
{
    /// <summary>Runs the tests; the number of threads changes nothing.</summary>
    /// <param name="trials">Returns of every trial that was made; at least 16 periods.</param>
    /// <param name="level">Family-wise error of <see cref="Stepwise"/>.</param>
    /// <param name="settings">Number of histories, and seed.</param>
    public static SelectionTests Of(ReturnMatrix trials, double level, BootstrapSettings settings)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var block = Math.Max(1, Enumerable.Range(0, trials.Strategies).Max(k => Bootstrap.BlockLength.Estimate(trials.Column(k)).Stationary));
        var resampler = new StationaryResampler(block);
        var resampled = ResampledMeans.Draw(trials, resampler, settings);
        var ability = SuperiorPredictiveAbility.Test(trials, resampled, block);
        return new SelectionTests(
            resampler,
            block,
            RealityCheck.Test(trials, resampled),
            ability,
            StepwiseTest.Studentised(trials, resampled, ability.Omega, level),
            trials.Strategies < 2 ? null : BacktestOverfitting.Measure(trials));
    }
}
