using System.CommandLine;
using Serverless.Cli.Backtests;
using Serverless.Core.Reporting.Regimes;

namespace Serverless.Cli.Reports;

/// <summary><c>report regimes</c>: how a run of models fared in each regime.</summary>
internal static class RegimesCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("run") { Description = "Folder of a run of models." };
        var output = new ReportOutput();
        var command = new Command("regimes", "Account and models by regime, for example: report regimes runs/models --out regimes.csv.") { folder };
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(folder)!;
            var run = await StoredRuns.OpenAsync(path, cancellation);
            try
            {
                await output.Of(parsed, path, "regimes").WriteAsync(RegimeReport.Of(run), cancellation);
                return ExitCode.Success;
            }
            catch (ArgumentException error)
            {
                throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
            }
        });
        return command;
    }
}
