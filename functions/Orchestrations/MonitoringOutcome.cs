namespace Serverless.Functions.Orchestrations;

/// <summary>How a look at the live strategies ended.</summary>
/// <param name="Strategies">Strategies that were looked at.</param>
/// <param name="Findings">What was found, alert or not.</param>
/// <param name="Opened">Alerts that it opened.</param>
/// <param name="Done">Requests that were carried out.</param>
/// <param name="Refused">Requests that were refused.</param>
/// <param name="Reevaluation">The cycle that evaluates drifted strategies again; null when there is none.</param>
/// <param name="Untold">Alerts that the webhook did not accept yet.</param>
public sealed record MonitoringOutcome(int Strategies, int Findings, int Opened, int Done, int Refused, string? Reevaluation, int Untold);
