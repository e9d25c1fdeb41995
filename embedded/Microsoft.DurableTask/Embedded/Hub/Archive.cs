using Microsoft.DurableTask.Embedded.Journal;

namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>Keeps the histories and payloads of most finished orchestrations on disk only. Guarded by the hub's gate.</summary>
internal sealed class Archive(HubState state, IJournal journal, Lock gate, EmbeddedEngineOptions options)
{
    private readonly Queue<OrchestrationInstance> inMemory = new();
    private readonly PayloadWriter writer = new(journal.KeepsRecords);

    /// <summary>The instance has finished.</summary>
    public void Add(OrchestrationInstance instance)
    {
        if (!journal.KeepsRecords || instance.Archive is not null)
            return;
        inMemory.Enqueue(instance);
        while (inMemory.Count > options.MaxFinishedInMemory)
        {
            var oldest = inMemory.Dequeue();
            if (oldest is { Archive: null, IsActive: false } && IsPresent(oldest))
                Move(oldest);
        }
    }

    /// <summary>Writes all of a finished instance to the end of the journal and, once it is durable there, drops it from memory.</summary>
    /// <returns>How many bytes that took.</returns>
    public int Move(OrchestrationInstance instance)
    {
        writer.Clear();
        ChangeCodec.Write(writer, instance.ToCheckpoint([]));
        Append(instance, writer.Written, writer.Files);
        return writer.Length;
    }

    /// <summary>What an archived instance left in the journal; safe outside the gate.</summary>
    public ReadOnlyMemory<byte> Read(RecordLocation location) => journal.Read(location);

    /// <summary>Writes the record of an archived instance again, at the end of the journal.</summary>
    public long Append(OrchestrationInstance instance, ReadOnlySpan<byte> record, IReadOnlyList<PayloadFile> files)
    {
        instance.FirstSegment = journal.ActiveSegment;
        long position = 0;
        position = journal.Append(record, files, location => Settle(instance, position, location));
        instance.LastPosition = position;
        return position;
    }

    /// <summary>The instance itself, or a copy read from the disk, which is safe outside the gate.</summary>
    public OrchestrationInstance Whole(OrchestrationInstance instance)
    {
        while (true)
        {
            var location = instance.Archive;
            try
            {
                return location is null ? instance : CopyOf(instance, location);
            }
            catch (FileNotFoundException) when (location != instance.Archive)
            {
                // Compaction has moved it meanwhile.
            }
        }
    }

    public void BringBack(OrchestrationInstance instance)
    {
        if (instance.Archive is { } location)
            instance.Restore(ReadFrom(location));
    }

    private OrchestrationInstance CopyOf(OrchestrationInstance instance, RecordLocation location)
    {
        var copy = new OrchestrationInstance(instance.Id, instance.Start)
        {
            Status = instance.Status,
            CreatedAt = instance.CreatedAt,
            UpdatedAt = instance.UpdatedAt,
        };
        copy.Restore(ReadFrom(location));
        return copy;
    }

    private void Settle(OrchestrationInstance instance, long position, RecordLocation location)
    {
        lock (gate)
        {
            // If anything has happened to it since, that record is not the last word.
            if (!instance.IsActive && instance.LastPosition == position && IsPresent(instance))
                instance.MoveTo(location, state.StubOf(instance.Start));
        }
    }

    private bool IsPresent(OrchestrationInstance instance)
        => state.Orchestrations.TryGetValue(instance.Id, out var present) && present == instance;

    private OrchestrationCheckpoint ReadFrom(RecordLocation location)
        => (OrchestrationCheckpoint)ChangeCodec.ReadAll(journal.Read(location), journal.ReadPayload).Single();
}
