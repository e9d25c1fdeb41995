using System.CommandLine;
using Serverless.Cli.Durable;

namespace Serverless.Cli;

internal static partial class EmbeddedCommands
{
    static partial void AddDurable(RootCommand root)
        => root.Add(new Command("durable", "The embedded engine's journal.") { DurableFsckCommand.Create(), DurableReplayCheckCommand.Create() });
}
