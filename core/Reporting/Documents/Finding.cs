namespace Serverless.Core.Reporting.Documents;

/// <summary>One thing that was found.</summary>
/// <param name="Kind">How good it is.</param>
/// <param name="Text">What it is, in a sentence or two.</param>
public sealed record Finding(FindingKind Kind, string Text);
