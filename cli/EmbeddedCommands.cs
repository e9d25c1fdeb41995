using System.CommandLine;

namespace Serverless.Cli;

/// <summary>Commands that need the embedded engine; their part of this class is compiled only with it.</summary>
internal static partial class EmbeddedCommands
{
    public static void AddTo(RootCommand root) => AddDurable(root);

    static partial void AddDurable(RootCommand root);
}
