namespace Serverless.Infra.Experiments;

/// <summary>A figure of several runs.</summary>
/// <param name="Name">Its name; see <see cref="ExperimentRecord.Metrics"/>.</param>
/// <param name="Values">Its value in each run; null where it is undefined.</param>
/// <param name="Deltas">Value less that of the first run; null where one of them is undefined.</param>
/// <param name="Best">Place of the run with the better value; null where runs share it, only one has it, or neither direction is better.</param>
public sealed record ComparedMetric(string Name, IReadOnlyList<double?> Values, IReadOnlyList<double?> Deltas, int? Best);
