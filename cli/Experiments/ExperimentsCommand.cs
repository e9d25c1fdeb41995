using System.CommandLine;

namespace Serverless.Cli.Experiments;

/// <summary><c>experiments</c>: the runs that were recorded.</summary>
internal static class ExperimentsCommand
{
    public static Command Create() => new("experiments", "Runs that were recorded: find, look at, compare, export.")
    {
        ExperimentsListCommand.Create(),
        ExperimentsShowCommand.Create(),
        ExperimentsCompareCommand.Create(),
        ExperimentsExportCommand.Create(),
    };
}
