using Serverless.Core.Metrics;

namespace Serverless.Core.Optimization.Objectives;

/// <summary>What a search looks for.</summary>
/// <param name="Figure">Name of the figure, one of <see cref="RunFigures.Names"/>.</param>
/// <param name="Minimise">Whether less of it is better.</param>
public sealed record Objective(string Figure = "balancedPerformance", bool Minimise = false)
{
    /// <summary>What a run must keep besides.</summary>
    public IReadOnlyList<FigureLimit> Limits { get; init; } = [];

    /// <summary>Throws unless objective and limits name figures, and every limit limits something.</summary>
    /// <exception cref="ArgumentException">One does not; the message says which.</exception>
    public void Check()
    {
        RunFigures.Get(Figure);
        foreach (var limit in Limits)
        {
            RunFigures.Get(limit.Figure);
            if (limit is { AtLeast: null, AtMost: null })
                throw new ArgumentException($"The limit of '{limit.Figure}' needs atLeast or atMost.");
            if (limit.Penalty is < 0)
                throw new ArgumentException($"The penalty of '{limit.Figure}' is {limit.Penalty}; it must not be negative.");
        }
    }

    /// <summary>Judges a run: its figure, negative when less is better, minus the penalties of the limits that it misses.</summary>
    /// <param name="metrics">Figures of the run.</param>
    /// <param name="share">Part of the data that it ran on.</param>
    public Verdict Judge(PerformanceMetrics metrics, double share = 1)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        if (RunFigures.Get(Figure)(metrics) is not { } figure)
            return new Verdict(null, $"{Figure} is undefined: the run has {metrics.Trades} closed trades in {metrics.Bars} bars.");
        var value = Minimise ? -figure : figure;
        var missed = new List<string>();
        foreach (var limit in Limits)
        {
            var miss = limit.Miss(metrics, share);
            if (miss == 0)
                continue;
            if (miss is null || limit.Penalty is null)
                return new Verdict(null, FormattableString.Invariant($"{limit} is not kept: it is {RunFigures.Get(limit.Figure)(metrics):0.####}."));
            value -= limit.Penalty.Value * miss.Value;
            missed.Add(limit.ToString());
        }

        return new Verdict(value, missed.Count == 0 ? null : $"penalty for {string.Join(", ", missed)}.");
    }
}
