using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Replay;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Replay;

/// <summary>Replays the histories of a journal against this application's orchestrators and writes a report.</summary>
internal sealed class ReplayCheckRun(
    DurableEngine engine,
    DurableSettings settings,
    IOptions<DurableTaskRegistry> registry,
    IOptions<DurableTaskWorkerOptions> worker,
    ILogger<ReplayCheckRun> logger)
{
    public const int Passed = 0;
    public const int Unreadable = 1;
    public const int Failed = 4;

    /// <param name="folder">The journal's folder; empty for the application's own.</param>
    /// <returns>The exit code.</returns>
    public int Run(string folder, TextWriter report)
    {
        var path = Path.GetFullPath(folder.Length == 0 ? settings.JournalFolder : folder);
        HubState stored;
        try
        {
            stored = ReplayCheck.ReadJournal(path, logger);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            report.WriteLine($"error: {e.Message}");
            return Unreadable;
        }

        var outcomes = new Dictionary<ReplayOutcome, int>();
        foreach (var verdict in new ReplayCheck(engine.SessionsFor(registry.Value, worker.Value)).Run(stored))
        {
            outcomes[verdict.Outcome] = outcomes.GetValueOrDefault(verdict.Outcome) + 1;
            report.WriteLine($"{Word(verdict.Outcome),-18} {verdict.InstanceId}  {verdict.Name}  {verdict.Status}  {verdict.Records} records");
            if (verdict.Detail is { } detail)
                report.WriteLine($"{"",-18} {detail}");
        }

        report.WriteLine($"{outcomes.Values.Sum()} histories in {path}: "
            + string.Join(", ", Enum.GetValues<ReplayOutcome>().Select(outcome => $"{outcomes.GetValueOrDefault(outcome)} {Word(outcome)}")));
        return outcomes.Keys.All(outcome => outcome == ReplayOutcome.Ok) ? Passed : Failed;
    }

    private static string Word(ReplayOutcome outcome) => outcome switch
    {
        ReplayOutcome.Ok => "ok",
        ReplayOutcome.NonDeterministic => "non-deterministic",
        _ => "not registered",
    };
}
