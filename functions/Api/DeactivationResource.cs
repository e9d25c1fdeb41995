using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Api;

/// <summary>An emergency deactivation, as the API tells it.</summary>
/// <param name="Id">The order.</param>
/// <param name="Status"><c>Running</c> or <c>Completed</c>.</param>
/// <param name="StrategyIds">Whom it is about.</param>
/// <param name="Outcomes">What became of each, once it is completed.</param>
public sealed record DeactivationResource(string Id, string Status, IReadOnlyList<string> StrategyIds, IReadOnlyList<DeactivationOutcome> Outcomes);
