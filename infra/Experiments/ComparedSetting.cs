namespace Serverless.Infra.Experiments;

/// <summary>Something that runs were made of, and that is not the same in all of them.</summary>
/// <param name="Key">Its key in the configuration, such as <c>strategies[0].parameters.fast</c>; or <c>code_version</c>, <c>data</c>.</param>
/// <param name="Values">Its value in each run, as JSON; null where a run does not have it.</param>
public sealed record ComparedSetting(string Key, IReadOnlyList<string?> Values);
