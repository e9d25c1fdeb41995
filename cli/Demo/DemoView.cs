using Serverless.Cli.Api;
using Spectre.Console;

namespace Serverless.Cli.Demo;

/// <summary>What the user sees: messages and progress on stderr, the result on stdout.</summary>
internal sealed class DemoView(bool json)
{
    private readonly IAnsiConsole notes = Consoles.Error;
    private readonly Lock gate = new();
    private int tenthsShown = -1;

    public void Step(string message)
    {
        lock (gate)
            notes.MarkupLineInterpolated($"[grey]•[/] {message}");
    }

    public void Warning(string message)
    {
        lock (gate)
            notes.MarkupLineInterpolated($"[yellow]![/] {message}");
    }

    public void HostLine(string line)
    {
        lock (gate)
            notes.MarkupLineInterpolated($"[grey]host |[/] {line}");
    }

    /// <summary>Shows bars on a terminal, or a line for every tenth of the work where stderr goes to a file.</summary>
    public async Task<CycleStatus> ProgressAsync(Func<Action<CycleStatus>, Task<CycleStatus>> follow)
    {
        if (!notes.Profile.Capabilities.Interactive)
            return await follow(ShowLine);

        return await notes.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var strategies = context.AddTask("strategies", autoStart: false);
                var windows = context.AddTask("windows", autoStart: false);
                return await follow(status =>
                {
                    Show(strategies, "strategies", status.Strategies);
                    Show(windows, "windows", status.Windows);
                });
            });
    }

    public void Report(DemoReport report)
    {
        if (json)
            Console.Out.WriteLine(DemoJson.Of(report));
        else
            DemoTables.Write(Consoles.Output, report);
    }

    private static void Show(ProgressTask task, string name, WorkDone progress)
    {
        if (progress.Total == 0)
            return;
        task.StartTask();
        task.MaxValue = progress.Total;
        task.Value = progress.Done;
        task.Description = $"{name} {progress.Done}/{progress.Total}";
    }

    private void ShowLine(CycleStatus status)
    {
        if (status.Windows.Total == 0)
            return;
        var tenths = 10 * status.Windows.Done / status.Windows.Total;
        if (tenths <= tenthsShown)
            return;
        tenthsShown = tenths;
        var eta = status.EtaSeconds is { } seconds ? $", about {seconds:0} s left" : "";
        Step($"{status.Strategies.Done}/{status.Strategies.Total} strategies, {status.Windows.Done}/{status.Windows.Total} windows{eta}");
    }
}
