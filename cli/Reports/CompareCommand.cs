using System.CommandLine;

namespace Serverless.Cli.Reports;

/// <summary><c>report compare</c>: runs side by side.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("runs") { Description = "Folders of two to six runs; each is compared with the first.", Arity = new ArgumentArity(2, 6) };
        var output = new ReportOutput();
        var command = new Command("compare", "Runs side by side, for example: report compare runs/a runs/b. Figures, equity, and whether the difference may be luck.") { folders };
        output.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var paths = parsed.GetValue(folders)!;
            return await CompareRun.RunAsync(paths, output.Of(parsed, ".", "comparison"), cancellation);
        });
        return command;
    }
}
