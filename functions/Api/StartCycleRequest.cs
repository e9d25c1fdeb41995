namespace Serverless.Functions.Api;

/// <summary>Body of <c>POST /api/v1/cycles</c>; what is left out comes from the settings under <c>Evaluation</c>. Unknown fields are refused.</summary>
/// <param name="Seed">Seed of everything random in the cycle.</param>
/// <param name="Strategies">Number of configurations, 60 to 200.</param>
/// <param name="ParentCycle">A completed cycle whose best strategies are varied in up to half of the configurations.</param>
/// <param name="Reevaluates">A completed cycle whose strategies are evaluated again, all of them, instead of new ones.</param>
/// <param name="Promote">Whether it decides about promotions, as scheduled cycles do; else it only looks.</param>
public sealed record StartCycleRequest(
    long? Seed = null, int? Strategies = null, string? ParentCycle = null, string? Reevaluates = null, bool Promote = false);
