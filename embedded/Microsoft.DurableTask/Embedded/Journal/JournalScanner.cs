namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Reads a journal from its first record to its last, or to the first that is damaged. Changes nothing.</summary>
internal sealed class JournalScanner
{
    private readonly IJournalSource folder;
    private readonly Action<ReadOnlyMemory<byte>, RecordLocation> onRecord;
    private readonly List<SegmentSummary> segments = [];
    private JournalEnd end;
    private JournalFault? damage;
    private JournalFault? tornTail;

    private JournalScanner(IJournalSource folder, Action<ReadOnlyMemory<byte>, RecordLocation> onRecord)
    {
        this.folder = folder;
        this.onRecord = onRecord;
    }

    /// <param name="onRecord">Takes the payload and where it lies; throws InvalidDataException for one that it does not understand.</param>
    /// <exception cref="InvalidDataException">A segment is of another format: what was handed out before is not the whole.</exception>
    public static JournalScan Scan(IJournalSource folder, Action<ReadOnlyMemory<byte>, RecordLocation> onRecord)
    {
        var scanner = new JournalScanner(folder, onRecord);
        var numbers = folder.Segments();
        scanner.end = new(numbers.Count == 0 ? 0 : numbers[0], 0, 0);
        for (var i = 0; i < numbers.Count && scanner.damage is null; i++)
        {
            if (numbers[i] == numbers[0] + i)
                scanner.ReadSegment(numbers[i], isLast: i == numbers.Count - 1);
            else
                scanner.damage = new(folder.PathOf(numbers[0] + i), 0, 0, "the segment is missing");
        }

        return new(scanner.end, scanner.damage, scanner.tornTail, scanner.segments);
    }

    private void ReadSegment(int number, bool isLast)
    {
        var data = folder.Read(number).AsMemory();
        var path = folder.PathOf(number);
        if (JournalFormat.FormatOf(data.Span, number) is { } format)
        {
            if (format != JournalFormat.FormatNumber)
                throw Foreign(path, format);
            ReadRecords(number, path, data, isLast);
        }
        else if (isLast && data.Length <= JournalFormat.SegmentHeaderSize)
        {
            tornTail = new(path, 0, data.Length, "the segment was created but never used");
            end = new(number, 0, end.LastPosition);
            segments.Add(new(number, path, data.Length, 0, end.LastPosition));
        }
        else
        {
            damage = new(path, 0, data.Length, "the segment header is not valid");
        }
    }

    private static InvalidDataException Foreign(string path, uint format) => new(
        $"The journal {path} has format {format}; this version of the program reads and writes format {JournalFormat.FormatNumber}. "
        + $"Let {(format > JournalFormat.FormatNumber ? "a later" : "an earlier")} version finish what it holds, or choose another folder for a new journal; "
        + "nothing was changed.");

    private void ReadRecords(int number, string path, ReadOnlyMemory<byte> data, bool isLast)
    {
        var offset = JournalFormat.SegmentHeaderSize;
        var position = end.LastPosition;
        var records = 0L;
        while (offset < data.Length && damage is null && tornTail is null)
        {
            var fault = ReadRecord(data, number, offset, position, out var record);
            if (fault is null)
            {
                records++;
                position = record.Position;
                offset += record.RecordLength;
            }
            else if (isLast && record == default && !WasDurable(data.Span[offset..], position))
            {
                tornTail = new(path, offset, data.Length - offset, "the record is not whole");
            }
            else
            {
                damage = new(path, offset, data.Length - offset, fault);
            }
        }

        end = new(number, offset, position);
        segments.Add(new(number, path, data.Length, records, position));
    }

    /// <summary>What is wrong with the record; its header is given if the file is not to blame.</summary>
    private string? ReadRecord(ReadOnlyMemory<byte> data, int segment, int offset, long lastPosition, out JournalFormat.RecordHeader record)
    {
        if (!JournalFormat.TryReadRecord(data.Span[offset..], out record))
            return "the record is not valid";
        if (lastPosition != 0 && record.Position != lastPosition + 1)
            return $"record {record.Position} follows record {lastPosition}";
        var location = new RecordLocation(segment, offset + JournalFormat.RecordHeaderSize, record.PayloadLength);
        try
        {
            onRecord(data.Slice((int)location.Offset, location.Length), location);
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    /// <summary>A batch is written only after the one before it was durable; so a later batch is proof.</summary>
    private static bool WasDurable(ReadOnlySpan<byte> data, long lastPosition)
    {
        for (var offset = 1; offset <= data.Length - JournalFormat.RecordHeaderSize; offset++)
        {
            if (JournalFormat.TryReadRecord(data[offset..], out var record) && record.Position > lastPosition)
                return record.BatchStart > lastPosition + 1;
        }

        return false;
    }
}
