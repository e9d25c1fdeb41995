using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Reads a journal that is to be continued.</summary>
internal static class JournalReader
{
    /// <exception cref="InvalidDataException">The journal is damaged where it had been durable.</exception>
    public static JournalEnd Read(IJournalSource folder, Action<ReadOnlyMemory<byte>, RecordLocation> onRecord, ILogger logger)
    {
        var scan = JournalScanner.Scan(folder, onRecord);
        if (scan.Damage is { } damage)
        {
            throw new InvalidDataException(
                $"The journal is damaged: {damage.File}, offset {damage.Offset}: {damage.Reason}. Restore the file from a copy, "
                + "or see what 'durable fsck' can save of it; nothing was changed.");
        }

        if (scan.TornTail is { } tail)
        {
            logger.LogWarning(
                "The journal {File} is cut at offset {Offset} ({Reason}): {Bytes} bytes were written but never acknowledged.",
                tail.File,
                tail.Offset,
                tail.Reason,
                tail.Bytes);
        }

        return scan.End;
    }
}
