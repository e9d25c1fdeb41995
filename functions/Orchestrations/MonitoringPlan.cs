using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Orchestrations;

/// <summary>What a look at the live strategies leads to.</summary>
/// <param name="Findings">How many there are.</param>
/// <param name="Opened">Alerts that it opened.</param>
/// <param name="Requests">What is asked of strategies.</param>
/// <param name="Drifted">Strategies that must be evaluated again, because their drift was found now; by id.</param>
public sealed record MonitoringPlan(int Findings, int Opened, IReadOnlyList<TransitionRequest> Requests, IReadOnlyList<string> Drifted);
