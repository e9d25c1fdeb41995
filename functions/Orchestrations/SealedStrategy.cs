namespace Serverless.Functions.Orchestrations;

/// <summary>A strategy configuration on its way through orchestrations, whose inputs and outputs are stored: its parameters are sealed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Template">Name of the template.</param>
/// <param name="TemplateVersion">Version of the template's rule.</param>
/// <param name="Version">Version within the lineage.</param>
/// <param name="ParentId">The configuration whose parameters were changed, or null.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Parameters">What <see cref="Hosting.StrategySeal"/> opens.</param>
public sealed record SealedStrategy(string Id, string Template, int TemplateVersion, int Version, string? ParentId, string Symbol, string Parameters);
