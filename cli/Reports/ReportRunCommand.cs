using Serverless.Cli.Backtests;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Infra.Runs.Reports;

namespace Serverless.Cli.Reports;

/// <summary>Makes the tear sheet of a run.</summary>
/// <param name="benchmark">File of the benchmark's bars; null for none.</param>
/// <param name="symbol">Its symbol; null for the only one of the file.</param>
/// <param name="evidence">File or folder of an examination; null for one that was recorded beside the run, if any.</param>
internal sealed class ReportRunCommand(string? benchmark, string? symbol, string? evidence)
{
    public async Task<int> RunAsync(string folder, ReportOutput.Target target, CancellationToken cancellation)
    {
        var run = await StoredRuns.OpenAsync(folder, cancellation);
        try
        {
            var options = new TearSheetOptions
            {
                Benchmark = benchmark is null ? null : await AlignAsync(benchmark, run.Curve, cancellation),
                Evidence = evidence is null ? await StoredExaminations.FindBesideAsync(folder, run, cancellation) : await EvidenceFile.ReadAsync(evidence, run, cancellation),
            };
            await target.WriteAsync(TearSheet.Of(run, options), cancellation);
        }
        catch (ArgumentException error)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }

        return run.Failure is null ? ExitCode.Success : ExitCode.Partial;
    }

    private async Task<ReportBenchmark> AlignAsync(string path, ReportCurve curve, CancellationToken cancellation)
    {
        var sources = await new RunData(symbol is null ? [] : [symbol], timeframe: null).OfFileAsync(path, cancellation);
        return ReportBenchmark.Align(sources[0].Series, curve);
    }
}
