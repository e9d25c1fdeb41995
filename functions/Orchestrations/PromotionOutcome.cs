namespace Serverless.Functions.Orchestrations;

/// <summary>What the promotions of a cycle came to.</summary>
/// <param name="Decided">Strategies that were decided about.</param>
/// <param name="LiveCandidates">Those that pass all gates.</param>
/// <param name="Done">Transitions that took place.</param>
/// <param name="Refused">Transitions that were refused, because something changed meanwhile.</param>
/// <param name="Held">Promotions that wait for a person.</param>
public sealed record PromotionOutcome(int Decided, int LiveCandidates, int Done, int Refused, int Held = 0);
