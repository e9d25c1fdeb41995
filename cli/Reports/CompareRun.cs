using Serverless.Cli.Backtests;
using Serverless.Core.Reporting.Comparisons;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Cli.Reports;

/// <summary>Compares runs.</summary>
internal static class CompareRun
{
    public static async Task<int> RunAsync(IReadOnlyList<string> folders, ReportOutput.Target target, CancellationToken cancellation)
    {
        var runs = new List<ReportRun>();
        foreach (var folder in folders)
            runs.Add(await StoredRuns.OpenAsync(folder, cancellation));
        try
        {
            await target.WriteAsync(RunComparison.Of(runs), cancellation);
            return ExitCode.Success;
        }
        catch (ArgumentException error)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }
    }
}
