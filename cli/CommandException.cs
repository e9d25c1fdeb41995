namespace Serverless.Cli;

/// <summary>A failure that the user can do something about; its message is all that is printed.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCode.Failure, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
