using Serverless.Core.Backtesting.Models;

namespace Serverless.Infra.Runs;

/// <summary>How often a limit cut targets.</summary>
/// <param name="Limit">Name of the limit.</param>
/// <param name="Subject">What it limits: an asset, an asset class, or <c>portfolio</c>.</param>
/// <param name="Decisions">Decisions at which it did.</param>
/// <param name="First">UTC time of the first.</param>
/// <param name="Last">UTC time of the last.</param>
/// <param name="Deepest">Smallest share of what was wanted that it left.</param>
public sealed record LimitHits(string Limit, string Subject, int Decisions, DateTime First, DateTime Last, double Deepest)
{
    internal static IReadOnlyList<LimitHits> Of(IReadOnlyList<ModelStep> steps) =>
    [
        .. from step in steps
           from made in step.Decision.Allowed.Adjustments
           group (step.Risk.At, made.Factor) by (made.Limit, made.Subject) into hits
           orderby hits.Key.Limit, hits.Key.Subject
           select new LimitHits(
               hits.Key.Limit, hits.Key.Subject, hits.Count(), hits.Min(hit => hit.At.UtcDateTime), hits.Max(hit => hit.At.UtcDateTime), hits.Min(hit => hit.Factor)),
    ];
}
