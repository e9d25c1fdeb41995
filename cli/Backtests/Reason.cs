namespace Serverless.Cli.Backtests;

/// <summary>What to tell a user of an exception.</summary>
internal static class Reason
{
    /// <summary>Its message, without the name of a parameter of the code.</summary>
    public static string Of(Exception error) => error.Message.Split(" (Parameter '", StringSplitOptions.None)[0];
}
