namespace Serverless.Infra.State;

/// <summary>Some cycles of a list.</summary>
/// <param name="Rows">The newest first.</param>
/// <param name="ContinuationToken">Where the next page begins; null on the last one.</param>
public sealed record CyclePage(IReadOnlyList<CycleRow> Rows, string? ContinuationToken);
