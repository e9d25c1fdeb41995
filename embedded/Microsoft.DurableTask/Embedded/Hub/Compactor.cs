using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>
/// Keeps the journal short: what the oldest segments alone still say is written again at the end, then they are deleted. Steps go
/// on meanwhile, and there is no moment at which the journal is not whole. Guarded by the hub's gate.
/// </summary>
internal sealed class Compactor(
    HubState state, IJournal journal, Archive archive, EmbeddedEngineOptions options, Lock gate, ILogger logger) : IAsyncDisposable
{
    private const int ChunkBytes = 1024 * 1024;

    private readonly PayloadWriter writer = new(journal.KeepsRecords);
    private readonly CancellationTokenSource stopping = new();
    private Task copying = Task.CompletedTask;
    private HashSet<MessageTarget>? pending;
    private bool isCopying;
    private int oldest = -1;
    private int allowed = options.MaxSegments;
    private long rewritten;
    private int lastSegment;
    private int before;

    /// <summary>Called when a step has ended; the target is not busy.</summary>
    public void AfterStep(MessageTarget target)
    {
        if (pending is not null)
        {
            if (pending.Remove(target))
                Rewrite(target);
            FinishIfDone();
        }
        else if (journal.ActiveSegment != lastSegment)
        {
            lastSegment = journal.ActiveSegment;
            if (oldest < 0)
                oldest = Targets().Select(t => t.FirstSegment).DefaultIfEmpty(lastSegment).Min();
            if (lastSegment - oldest >= allowed)
                Begin();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await copying;
    }

    private IEnumerable<MessageTarget> Targets() => state.Orchestrations.Values.Concat<MessageTarget>(state.Entities.Values);

    private bool IsAlive(MessageTarget target) => state.Find(target.Id) == target;

    /// <summary>Cleans the older half; what a busy target says is written when its step ends, what is archived is copied in the background.</summary>
    private void Begin()
    {
        rewritten = 0;
        before = oldest + ((lastSegment - oldest + 1) / 2);
        pending = [];
        List<OrchestrationInstance> archived = [];
        foreach (var target in Targets().Where(target => target.FirstSegment < before))
        {
            if (target is OrchestrationInstance { Archive: not null } instance)
                archived.Add(instance);
            else
                Rewrite(target);
        }

        isCopying = archived.Count > 0;
        if (isCopying)
            copying = Task.Run(() => CopyAsync(archived));
        FinishIfDone();
    }

    private void Rewrite(MessageTarget target)
    {
        if (target.FirstSegment >= before || !IsAlive(target))
            return;
        if (target.IsBusy)
            pending!.Add(target);
        else if (target is OrchestrationInstance { IsActive: false } finished)
            rewritten += archive.Move(finished);
        else
            Checkpoint(target);
    }

    private void Checkpoint(MessageTarget target)
    {
        IReadOnlyList<Message> waiting = [.. target.Inbox.Where(message => message.Number != 0), .. target.Scheduled];
        var segment = journal.ActiveSegment;
        target.LastPosition = Append(target switch
        {
            OrchestrationInstance o => o.ToCheckpoint(waiting),
            EntityInstance e => new EntityCheckpoint(e.Id, e.State, e.Lock, e.UpdatedAt, waiting),
            _ => throw new InvalidOperationException($"{target.GetType()} has no checkpoint."),
        });
        target.FirstSegment = segment;
    }

    private long Append(JournalChange change)
    {
        writer.Clear();
        ChangeCodec.Write(writer, change);
        rewritten += writer.Length;
        return journal.Append(writer.Written, writer.Files);
    }

    private async Task CopyAsync(List<OrchestrationInstance> archived)
    {
        try
        {
            foreach (var chunk in Chunks(archived))
            {
                var payloads = chunk.ConvertAll(instance => instance.Archive is { } location ? archive.Read(location) : default);
                await WrittenAsync(Copy(chunk, payloads)).WaitAsync(stopping.Token);
            }

            lock (gate)
            {
                isCopying = false;
                FinishIfDone();
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OperationCanceledException)
        {
            if (e is not OperationCanceledException)
                logger.LogError(e, "The journal's segments before {Segment} cannot be cleaned; nothing was deleted.", before);
            lock (gate)
            {
                isCopying = false;
                pending = null;
            }
        }
    }

    private static IEnumerable<List<OrchestrationInstance>> Chunks(List<OrchestrationInstance> archived)
    {
        List<OrchestrationInstance> chunk = [];
        var size = 0;
        foreach (var instance in archived.OrderBy(instance => instance.LastPosition))
        {
            chunk.Add(instance);
            size += instance.Archive?.Length ?? 0;
            if (size < ChunkBytes)
                continue;
            yield return chunk;
            chunk = [];
            size = 0;
        }

        yield return chunk;
    }

    private long Copy(List<OrchestrationInstance> chunk, List<ReadOnlyMemory<byte>> payloads)
    {
        long position = 0;
        lock (gate)
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                if (!IsAlive(chunk[i]))
                    continue;
                if (chunk[i].Archive is not { } known || payloads[i].IsEmpty)
                {
                    // Somebody took it back into memory.
                    Rewrite(chunk[i]);
                    continue;
                }

                position = archive.Append(chunk[i], payloads[i].Span, known.Files);
                rewritten += payloads[i].Length;
            }
        }

        return position;
    }

    private Task WrittenAsync(long position)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.WhenDurable(position, written.SetResult);
        return written.Task;
    }

    private void FinishIfDone()
    {
        if (isCopying || pending is not { Count: 0 })
            return;
        pending = null;
        var position = Append(new NumbersUsed(state.LastNumber));
        var end = before;
        journal.WhenDurable(position, () => journal.DeleteBefore(end));
        oldest = before;
        // If most of what was cleaned is alive, cleaning as often again would only copy it back and forth.
        allowed = Math.Max(options.MaxSegments, 2 * (int)(rewritten / options.SegmentBytes + 1));
    }
}
