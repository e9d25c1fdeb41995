using Serverless.Core.Scoring.Evidence;

namespace Serverless.Cli.Api;

/// <summary>Answer of <c>GET /api/v1/cycles/{id}/evidence</c>.</summary>
internal sealed record AssessedCycle(CycleEvidence? Evidence);
