using System.CommandLine;

namespace Serverless.Cli.Reports;

/// <summary><c>report</c>: what a run did, as a page, JSON or CSV.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("run") { Description = "Folder that 'backtest --out' wrote.", Arity = ArgumentArity.ZeroOrOne };
        var output = new ReportOutput();
        var benchmark = new Option<string?>("--benchmark") { Description = "Compare with the bars of this file: CSV, JSON, zip, plain or compressed, or Parquet as the store writes it." };
        var symbol = new Option<string?>("--benchmark-symbol") { Description = "Which symbol of the file, when it holds several." };
        var evidence = new Option<string?>("--evidence") { Description = "What 'examine --json' printed, or the folder of a recorded examination: its checks become the verdict, its windows a section. Default: one that was recorded beside the run." };
        var command = new Command("report", "Report of a run, for example: report runs/btc --benchmark BTCUSDT_1d.csv. One page without scripts, or JSON, or CSV.")
        {
            folder, benchmark, symbol, evidence,
            AttributionCommand.Create(), CompareCommand.Create(), RegimesCommand.Create(),
        };
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(folder) ?? throw new CommandException("Give the folder of a run: 'report runs/btc'. 'backtest --out runs/btc' writes one.", ExitCode.Usage);
            var run = new ReportRunCommand(parsed.GetValue(benchmark), parsed.GetValue(symbol), parsed.GetValue(evidence));
            return await run.RunAsync(path, output.Of(parsed, path, "report"), cancellation);
        });
        return command;
    }
}
