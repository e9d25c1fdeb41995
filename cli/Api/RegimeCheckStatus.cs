namespace Serverless.Cli.Api;

/// <summary>A check of the regimes, as <c>POST /api/v1/regimes/checks</c> and its status tell it.</summary>
internal sealed record RegimeCheckStatus(string Status, DateTimeOffset? CompletedAt, string Self);
