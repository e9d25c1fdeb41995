namespace Serverless.EndToEnd;

/// <summary>What a run of the CLI left.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors);
