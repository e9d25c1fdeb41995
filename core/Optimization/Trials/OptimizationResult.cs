using System.Collections.Immutable;

namespace Serverless.Core.Optimization.Trials;

/// <summary>What an optimisation found out.</summary>
/// <param name="ConfigurationHash">Hash of the run whose parameters were searched.</param>
/// <param name="Settings">How they were searched.</param>
/// <param name="Trials">All trials, in the order in which they were proposed.</param>
/// <param name="Best">Number of the trial with the largest objective on all of the data; null when there is none.</param>
/// <param name="OutOfSample">The same set on what the search has not seen; null when nothing was kept back.</param>
/// <param name="Multiplicity">How often luck had a chance.</param>
public sealed record OptimizationResult(
    string ConfigurationHash, SearchSettings Settings, ImmutableList<Trial> Trials, int? Best, Trial? OutOfSample, TrialMultiplicity Multiplicity)
{
    /// <summary>Puts all trials together, and tries the best set on what was kept back.</summary>
    public static OptimizationResult Of(ISearchSubject subject, SearchSettings settings, TrialLog log)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(log);
        var best = log.Best?.Proposal;
        return new OptimizationResult(
            subject.ConfigurationHash, settings, log.Trials, best?.Number, best is null ? null : subject.TryUnseen(best), log.Multiplicity());
    }

    /// <summary>The trials.</summary>
    public TrialLog ToLog() => new(Trials);
}
