using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Trials;

namespace Serverless.Core.Optimization;

/// <summary>Runs a search in this process.</summary>
public static class OptimizationLoop
{
    /// <summary>Searches, then tries the best set on what was kept back.</summary>
    /// <param name="subject">What is searched.</param>
    /// <param name="settings">How.</param>
    /// <param name="workers">Trials that run at the same time; at least 1. Changes no bit.</param>
    /// <param name="progress">Told of the log after every batch.</param>
    /// <param name="cancellationToken">Looked at before every trial.</param>
    public static OptimizationResult Run(
        ISearchSubject subject, SearchSettings settings, int workers, Action<TrialLog>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(settings);
        var log = Run(settings.ToOptimizer(subject.Space), subject.Try, settings.Trials, settings.BatchSize, workers, progress, cancellationToken);
        return OptimizationResult.Of(subject, settings, log);
    }

    /// <summary>
    /// Proposes, tries and reports until as many trials are done as asked for, or nothing new is left. The log depends on the size of
    /// batches, and on nothing else that concerns the way of execution.
    /// </summary>
    /// <param name="optimizer">The optimiser.</param>
    /// <param name="evaluate">Tries a proposal; called from as many threads as there are workers.</param>
    /// <param name="trials">Number of trials; at least 1.</param>
    /// <param name="batchSize">Proposals that are made at once; at least 1.</param>
    /// <param name="workers">Trials that run at the same time; at least 1.</param>
    /// <param name="progress">Told of the log after every batch.</param>
    /// <param name="cancellationToken">Looked at before every trial.</param>
    public static TrialLog Run(
        IOptimizer optimizer,
        Func<Proposal, Trial> evaluate,
        int trials,
        int batchSize,
        int workers = 1,
        Action<TrialLog>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(evaluate);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var log = TrialLog.Empty;
        var state = SearchState.Start;
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        while (log.Trials.Count < trials)
        {
            var step = optimizer.Propose(state, Math.Min(batchSize, trials - log.Trials.Count));
            if (step.Proposals.Count == 0)
                break;
            var done = new Trial[step.Proposals.Count];
            Parallel.For(0, done.Length, options, i => done[i] = evaluate(step.Proposals[i]));
            log = new TrialLog(log.Trials.AddRange(done));
            state = step.State.Report(Array.ConvertAll(done, trial => trial.Observation));
            progress?.Invoke(log);
        }

        return log;
    }
}
