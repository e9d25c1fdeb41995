namespace Serverless.Core.Reporting.Runs;

/// <summary>Something that a strategy or the run left to be read.</summary>
/// <param name="Time">UTC time.</param>
/// <param name="Severity">How bad it is, in lower case.</param>
/// <param name="Text">The message.</param>
public sealed record RunMessage(DateTime Time, string Severity, string Text);
