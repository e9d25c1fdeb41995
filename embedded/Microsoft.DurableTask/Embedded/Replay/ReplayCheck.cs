using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Embedded.Orchestration;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Replay;

/// <summary>Replays stored histories against the present code; changes nothing and runs no activity.</summary>
internal sealed class ReplayCheck(SessionFactory sessions)
{
    private const int ReadAttempts = 3;

    /// <summary>Reads a journal that its owner may be writing to.</summary>
    /// <exception cref="InvalidDataException">The folder holds no journal, or a damaged one.</exception>
    public static HubState ReadJournal(string folder, ILogger logger)
    {
        var files = new JournalFiles(folder);
        if (!Directory.Exists(files.Folder) || files.Segments().Count == 0)
            throw new InvalidDataException($"'{files.Folder}' holds no journal. Name the folder that the host's setting DurableJournalFolder names.");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var state = new HubState { IsRecovering = true };
                HubLoader.Load(files, state, whole: true, logger);
                return state;
            }
            catch (Exception e) when (attempt < ReadAttempts && e is FileNotFoundException or InvalidDataException)
            {
                logger.LogDebug(e, "The journal's owner cleaned up meanwhile; it is read again.");
            }
        }
    }

    public IEnumerable<ReplayVerdict> Run(HubState stored)
        => stored.Orchestrations.Values.OrderBy(instance => instance.Id, StringComparer.Ordinal).Select(Check);

    private ReplayVerdict Check(OrchestrationInstance instance)
    {
        var (outcome, detail) = Replay(instance);
        return new(instance.Id, instance.Start.Name, instance.Status, instance.History.Count, outcome, detail);
    }

    private (ReplayOutcome Outcome, string? Detail) Replay(OrchestrationInstance instance)
    {
        try
        {
            var session = sessions.CreateDetached(instance.Id, instance.Start);
            session.Replay(instance.History);
            var further = session.CallsBeyondHistory();
            var calls = further.Count == 0 ? null : string.Join(", ", further.Select(call => call.Describe()));
            if (instance.Status == OrchestrationRuntimeStatus.Completed && (further.Count > 0 || !session.HasEnded))
                return (ReplayOutcome.NonDeterministic, $"history expects the end, but the code {(calls is null ? "goes on" : $"scheduled {calls}")}");
            return (ReplayOutcome.Ok, calls is null || !instance.IsActive ? null : $"would also schedule {calls}");
        }
        catch (NonDeterminismException e)
        {
            return (ReplayOutcome.NonDeterministic, $"history expects {e.Expected}, but the code {e.Actual}");
        }
        catch (Exception e) when (e is TaskNotFoundException or VersionMismatchException)
        {
            return (ReplayOutcome.NotRegistered, e is TaskNotFoundException missing ? missing.Details.ErrorMessage : e.Message);
        }
    }
}
