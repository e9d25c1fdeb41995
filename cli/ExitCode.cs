namespace Serverless.Cli;

/// <summary>Exit codes of every command; scripts may rely on them.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Usage = 2;

    /// <summary>Some of the work could not be done; the rest is done.</summary>
    public const int Partial = 3;

    public const int VerificationFailed = 4;
    public const int Unreachable = 5;
}
