using Spectre.Console;

namespace Serverless.Cli;

/// <summary>Consoles that colour and wrap on a terminal, and write plain unbroken lines into files and pipes.</summary>
internal static class Consoles
{
    private const int Unwrapped = 1000;

    /// <summary>For results.</summary>
    public static IAnsiConsole Output { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>For messages and progress.</summary>
    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = Unwrapped;
        return console;
    }
}
