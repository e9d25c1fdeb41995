using System.Collections.Immutable;
using Serverless.Core.Metrics;

namespace Serverless.Core.Optimization.Trials;

/// <summary>All trials of a search, in the order in which they were proposed, none left out.</summary>
/// <param name="Trials">The trials.</param>
public sealed record TrialLog(ImmutableList<Trial> Trials)
{
    /// <summary>Before the first trial.</summary>
    public static TrialLog Empty { get; } = new([]);

    /// <summary>The trial with the largest objective on all of the data, the first of equals; null when there is none.</summary>
    public Trial? Best => Trials.Where(trial => trial.Status == TrialStatus.Done).MaxBy(trial => trial.Objective);

    /// <summary>The best <paramref name="count"/> different sets on all of the data, best first: seeds of a refinement.</summary>
    public IReadOnlyList<Trial> Top(int count) =>
        [.. Trials.Where(trial => trial.Status == TrialStatus.Done).OrderByDescending(trial => trial.Objective).DistinctBy(KeyOf).Take(count)];

    /// <summary>How often luck had a chance.</summary>
    public TrialMultiplicity Multiplicity()
    {
        var sets = Trials.Where(trial => trial.Metrics is not null).GroupBy(KeyOf).Select(group => group.MaxBy(trial => trial.Proposal.Share)!).ToList();
        double[] sharpes = [.. sets.Where(trial => trial.Metrics!.Sharpe is not null).Select(trial => trial.Metrics!.Sharpe!.Value)];
        var deviation = ReturnMoments.Of(sharpes).Deviation;
        return new TrialMultiplicity(sets.Count, deviation * deviation);
    }

    private static string KeyOf(Trial trial) => string.Join(
        ' ',
        trial.Proposal.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value:R}")));
}
