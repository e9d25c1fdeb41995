namespace Serverless.Core.Validation.Overfitting;

/// <summary>The best of all trials, deflated by their number as counted and by their effective number.</summary>
/// <param name="Selected">Index of the trial with the highest Sharpe ratio, the first of equals.</param>
/// <param name="Estimate">Its Sharpe ratio per period.</param>
/// <param name="Effective">Effective numbers of trials.</param>
/// <param name="ByCount">Deflated by N.</param>
/// <param name="ByAverageCorrelation">Deflated by <see cref="EffectiveTrials.ByAverageCorrelation"/>, rounded up.</param>
/// <param name="ByParticipation">Deflated by <see cref="EffectiveTrials.ByParticipation"/>, rounded up: the most lenient of the three.</param>
public sealed record DeflatedSelection(
    int Selected,
    SharpeEstimate Estimate,
    EffectiveTrials Effective,
    DeflatedSharpe ByCount,
    DeflatedSharpe ByAverageCorrelation,
    DeflatedSharpe ByParticipation)
{
    /// <summary>Selects and deflates; null when no trial varies.</summary>
    /// <param name="trials">Every trial that was made; at least four periods.</param>
    public static DeflatedSelection? Of(ReturnMatrix trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var sharpes = TrialSharpes.Of(trials);
        var selected = Array.IndexOf(sharpes, sharpes.Max());
        if (SharpeEstimate.Of(trials.Column(selected)) is not { } estimate)
            return null;
        var effective = EffectiveTrials.Of(trials);
        var variance = TrialSharpes.Variance(sharpes);
        return new DeflatedSelection(
            selected,
            estimate,
            effective,
            DeflatedSharpe.Of(estimate, trials.Strategies, variance),
            DeflatedSharpe.Of(estimate, Math.Ceiling(effective.ByAverageCorrelation), variance),
            DeflatedSharpe.Of(estimate, Math.Ceiling(effective.ByParticipation), variance));
    }
}
