namespace Serverless.Infra.Development;

/// <summary>How to start the functions host as a child process.</summary>
/// <param name="HostAssembly">Path of <c>Serverless.Functions.dll</c>.</param>
/// <param name="JournalFolder">Folder of the durable journal; kept between starts, it is what a restarted host resumes from.</param>
/// <param name="Settings">Settings of the app, by name; they reach the host as environment variables.</param>
/// <param name="Log">Receives each line that the host writes to its error stream.</param>
public sealed record FunctionsHostOptions(
    string HostAssembly,
    string JournalFolder,
    IReadOnlyDictionary<string, string> Settings,
    Action<string>? Log = null);
