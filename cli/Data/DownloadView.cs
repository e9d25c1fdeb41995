using System.Globalization;
using Serverless.Infra.MarketData.Download;
using Spectre.Console;

namespace Serverless.Cli.Data;

/// <summary>Progress with the time left: bars on a terminal, else a line for every tenth; and one line per finished dataset.</summary>
internal sealed class DownloadView(IAnsiConsole console, TimeProvider time)
{
    public async Task RunAsync(IReadOnlyList<DownloadTarget> targets, Func<DownloadTarget, IProgress<DownloadProgress>, Task<DownloadResult>> download)
    {
        if (console.Profile.Capabilities.Interactive)
            await RunOnTerminalAsync(targets, download);
        else
            await RunWithLinesAsync(targets, download);
    }

    private async Task RunOnTerminalAsync(IReadOnlyList<DownloadTarget> targets, Func<DownloadTarget, IProgress<DownloadProgress>, Task<DownloadResult>> download)
    {
        var results = new List<DownloadResult>();
        await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var tasks = targets.Select(target => context.AddTask(Markup.Escape(target.ToString()), autoStart: false)).ToList();
                foreach (var (target, task) in targets.Zip(tasks))
                {
                    task.StartTask();
                    results.Add(await download(target, new Immediate(progress => task.Value = 100 * progress.Fraction)));
                    task.Value = 100;
                    task.StopTask();
                }
            });
        foreach (var (target, result) in targets.Zip(results))
            Write(target, result);
    }

    private async Task RunWithLinesAsync(IReadOnlyList<DownloadTarget> targets, Func<DownloadTarget, IProgress<DownloadProgress>, Task<DownloadResult>> download)
    {
        foreach (var target in targets)
        {
            var started = time.GetTimestamp();
            var tenths = 0;
            var result = await download(target, new Immediate(progress =>
            {
                if ((int)(10 * progress.Fraction) <= tenths || progress.Fraction >= 1)
                    return;
                tenths = (int)(10 * progress.Fraction);
                var left = time.GetElapsedTime(started).TotalSeconds * (1 - progress.Fraction) / progress.Fraction;
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target}: {progress.At:yyyy-MM-dd}, about {left:0} s left"));
            }));
            Write(target, result);
        }
    }

    private void Write(DownloadTarget target, DownloadResult result)
    {
        var notes = string.Concat(
            Note(result.Replaced, "revised"), Note(result.Conflicts, "different and not taken"), Note(result.Rejected, "impossible and left out"));
        var last = result.Last is { } time ? string.Create(CultureInfo.InvariantCulture, $", {result.Rows} rows to {time:yyyy-MM-dd HH:mm}") : "";
        if (result.Failure is { } failure)
            console.MarkupLineInterpolated($"[red]✗[/] {target.ToString()}: {result.Added} new{notes}; {failure}");
        else
            console.MarkupLineInterpolated($"[green]✓[/] {target.ToString()}: {result.Added} new{notes}{last}");
    }

    private static string Note(int count, string what) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count} {what}");

    /// <summary>Reports on the caller's thread, in order.</summary>
    private sealed class Immediate(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }
}
