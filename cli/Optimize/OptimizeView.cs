using System.Globalization;
using Serverless.Core.Optimization.Trials;
using Spectre.Console;

namespace Serverless.Cli.Optimize;

/// <summary>Progress with pace and time left: a bar on a terminal, else a line for every tenth of the trials.</summary>
internal sealed class OptimizeView(IAnsiConsole console, TimeProvider time)
{
    public async Task<OptimizationResult> ProgressAsync(int trials, Func<Action<TrialLog>, Task<OptimizationResult>> search)
    {
        if (!console.Profile.Capabilities.Interactive)
            return await search(Lines(trials));
        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("trials", maxValue: trials);
                return await search(log => (task.Description, task.Value) = (Markup.Escape($"{log.Trials.Count} trials, best {Best(log)}"), log.Trials.Count));
            });
    }

    private Action<TrialLog> Lines(int trials)
    {
        var started = time.GetTimestamp();
        var tenths = 0;
        return log =>
        {
            if (log.Trials.Count * 10 / trials == tenths)
                return;
            tenths = log.Trials.Count * 10 / trials;
            var seconds = Math.Max(time.GetElapsedTime(started).TotalSeconds, 1e-3);
            var pace = log.Trials.Count / seconds;
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{log.Trials.Count}/{trials} trials, best {Best(log)}, {pace:0} a second, {(trials - log.Trials.Count) / pace:0} s left"));
        };
    }

    private static string Best(TrialLog log) => log.Best?.Objective?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "none yet";
}
