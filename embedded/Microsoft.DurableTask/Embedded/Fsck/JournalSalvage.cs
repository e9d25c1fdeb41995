using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Journal;

namespace Microsoft.DurableTask.Embedded.Fsck;

/// <summary>Writes a journal with everything that lies before the damage of another.</summary>
internal static class JournalSalvage
{
    /// <param name="report">About the source.</param>
    /// <param name="target">Holds no journal yet.</param>
    public static void Write(IJournalSource source, JournalReport report, IJournalFolder target)
    {
        foreach (var name in source.Payloads())
        {
            using var payload = target.OpenPayload(name);
            payload.Write(source.ReadPayload(name), 0);
            payload.Flush();
        }

        var end = report.Scan.End;
        foreach (var segment in report.Scan.Segments)
        {
            using var file = target.Open(segment.Number);
            var data = source.Read(segment.Number).AsSpan();
            if (segment.Number == end.Segment)
                data = data[..(int)end.Length];
            file.Write(data, 0);
            if (segment.Number == end.Segment && report.Lost.Count > 0)
                file.Write(Deletion(report.Lost, end.LastPosition + 1), end.Length);
            file.Flush();
        }

        target.FlushEntries();
    }

    /// <summary>An orchestration of which only a part is left cannot go on, and recovery does not guess.</summary>
    private static byte[] Deletion(IReadOnlyList<string> lost, long position)
    {
        var writer = new PayloadWriter();
        foreach (var id in lost)
            ChangeCodec.Write(writer, new InstanceDeleted(id));
        var record = new byte[JournalFormat.RecordHeaderSize + writer.Length];
        JournalFormat.WriteRecord(record, writer.Written, position, position);
        return record;
    }
}
