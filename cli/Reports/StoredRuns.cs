using Serverless.Core.Reporting.Runs;
using Serverless.Infra.Runs.Reports;

namespace Serverless.Cli.Reports;

/// <summary>Opens runs for commands.</summary>
internal static class StoredRuns
{
    /// <exception cref="CommandException">It is no run, or damaged.</exception>
    public static async Task<ReportRun> OpenAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            return await ReportRuns.OpenAsync(folder, cancellation);
        }
        catch (InvalidDataException error)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }
}
