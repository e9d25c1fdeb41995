using Serverless.Core.Audit;

namespace Serverless.Infra.Audit.Projections;

/// <summary>What was written anew from a trail.</summary>
/// <param name="Scorecards">Number of rankings.</param>
/// <param name="Rows">Number of their rows.</param>
/// <param name="Deployments">Number of strategies that have come up for promotion.</param>
/// <param name="Missing">Ids of events whose content is not kept, so that what they say is not in the tables; empty when all is.</param>
/// <param name="Redacted">Redactions of content that is not kept any more: what it said is not in the tables either, and nobody need look for it.</param>
public sealed record ProjectionReport(int Scorecards, int Rows, int Deployments, IReadOnlyList<string> Missing, IReadOnlyList<Redaction> Redacted);
