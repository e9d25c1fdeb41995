using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>Rebuilds a hub from its journal.</summary>
internal static class HubLoader
{
    public static TaskHub Open(EmbeddedEngineOptions options, TimeProvider time, ILogger logger)
    {
        var state = new HubState { IsRecovering = true };
        var journal = OpenJournal(options, state, time, logger);
        state.IsRecovering = false;
        return new(state, journal, time, options, logger);
    }

    /// <summary>Applies record after record to the hub that is to be rebuilt.</summary>
    /// <param name="whole">Whether the histories of finished orchestrations come into memory too.</param>
    /// <param name="payloads">Learns which payload files are named.</param>
    public static Action<ReadOnlyMemory<byte>, RecordLocation> Into(
        HubState state, IJournalSource source, bool whole, PayloadStore? payloads = null)
    {
        long position = 0;
        return (payload, location) =>
        {
            position++;
            var reader = new PayloadReader(payload, name => PayloadFile.Load(source, name));
            var changes = ChangeCodec.ReadAll(reader);
            payloads?.Note(reader.Files, location.Segment);
            foreach (var change in changes)
                state.Apply(change, position, location.Segment, whole ? null : location with { Files = reader.Files });
        };
    }

    /// <summary>Applies a whole journal to an empty state.</summary>
    /// <param name="whole">Whether the histories of finished orchestrations come into memory too.</param>
    /// <param name="payloads">Learns which payload files are named.</param>
    /// <exception cref="InvalidDataException">The journal is damaged.</exception>
    public static JournalEnd Load(IJournalSource source, HubState state, bool whole, ILogger logger, PayloadStore? payloads = null)
    {
        var end = JournalReader.Read(source, Into(state, source, whole, payloads), logger);
        if (state.Orphans.FirstOrDefault() is { } orphan)
            throw new InvalidDataException(
                $"The journal is damaged: '{source.PathOf(end.Segment)}' and the segments before it speak of the orchestration '{orphan}', which nothing created. "
                + "Restore the folder from a copy, or see what 'durable fsck' can save of it; nothing was changed.");
        return end;
    }

    private static IJournal OpenJournal(EmbeddedEngineOptions options, HubState state, TimeProvider time, ILogger logger)
    {
        var folder = options.OpenFolder?.Invoke() ?? (options.JournalFolder is { } path ? new DiskFolder(path) : null);
        if (folder is null)
            return new MemoryJournal();
        try
        {
            var payloads = new PayloadStore(folder);
            var end = Load(folder, state, whole: false, logger, payloads);
            payloads.DeleteUnnamed();
            return new FileJournal(folder, payloads, new(options.FlushToDisk, options.SegmentBytes), end, time, logger);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
