using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Segment files written by one thread: whatever was appended while it flushed goes out with the next flush.</summary>
internal sealed class FileJournal : IJournal
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly IJournalFolder folder;
    private readonly PayloadStore payloads;
    private readonly FileJournalOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim work = new(0);
    private readonly CancellationTokenSource abandon = new();
    private readonly Thread writer;
    private JournalBatch filling = new();
    private JournalBatch writing = new();
    private JournalSegment segment;
    private long payloadBytes;
    private long last;
    private long durable;
    private bool closing;

    /// <param name="end">Where recovery found the end of the journal.</param>
    public FileJournal(IJournalFolder folder, PayloadStore payloads, FileJournalOptions options, JournalEnd end, TimeProvider time, ILogger logger)
    {
        this.folder = folder;
        this.payloads = payloads;
        this.options = options;
        this.time = time;
        this.logger = logger;
        last = durable = end.LastPosition;
        segment = JournalSegment.Continue(folder, end);
        writer = new Thread(WriteLoop) { IsBackground = true, Name = "durable task journal" };
        writer.Start();
    }

    public int ActiveSegment => Volatile.Read(ref segment).Number;

    public Exception? Failure { get; private set; }

    public bool KeepsRecords => true;

    public ReadOnlyMemory<byte> Read(RecordLocation location)
    {
        const int Header = JournalFormat.RecordHeaderSize;
        ReadOnlyMemory<byte> data = folder.Read(new RecordLocation(location.Segment, location.Offset - Header, location.Length + Header));
        return JournalFormat.TryReadRecord(data.Span, out var header) && header.PayloadLength == location.Length
            ? data[Header..]
            : throw new InvalidDataException(
                $"The journal is damaged: {folder.PathOf(location.Segment)}, offset {location.Offset - Header}: the record is not valid. Restore the file from a copy.");
    }

    public string ReadPayload(string name) => PayloadFile.Load(folder, name);

    public long Append(ReadOnlySpan<byte> payload, IReadOnlyList<PayloadFile> files, Action<RecordLocation>? located = null)
    {
        if (payload.Length > JournalFormat.MaxPayload)
            throw new InvalidOperationException($"A step of {payload.Length} bytes exceeds the journal's limit of {JournalFormat.MaxPayload}.");
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing, this);
            var wake = filling.IsEmpty;
            filling.Add(payload, ++last, files, located);
            if (wake)
                work.Release();
            return last;
        }
    }

    public void WhenDurable(long position, Action callback)
    {
        lock (gate)
        {
            if (position > durable)
            {
                (position >= filling.First && !filling.IsEmpty ? filling : writing).Callbacks.Add(callback);
                return;
            }
        }

        callback();
    }

    public void DeleteBefore(int segment)
    {
        try
        {
            foreach (var old in folder.Segments().TakeWhile(number => number < segment))
            {
                folder.Delete(old);
                // One by one: a power cut must not bring back an older segment without those that follow it.
                folder.FlushEntries();
            }

            payloads.DeleteBefore(segment);
        }
        catch (Exception e) when (IsDiskFailure(e))
        {
            logger.LogWarning(e, "Segments of the journal before {File} could not be deleted; the next cleaning tries again.", folder.PathOf(segment));
        }
    }

    /// <summary>Writes what was appended; gives up on a disk that does not take it.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (closing)
                return;
            closing = true;
            work.Release();
        }

        await abandon.CancelAsync();
        await Task.Run(writer.Join);
        segment.Dispose();
        folder.Dispose();
        work.Dispose();
        abandon.Dispose();
    }

    private void WriteLoop()
    {
        while (true)
        {
            work.Wait();
            lock (gate)
            {
                if (filling.IsEmpty)
                {
                    if (closing)
                        return;
                    continue;
                }

                (filling, writing) = (writing, filling);
            }

            if (!WriteUntilDurable())
                return;
            lock (gate)
                durable = writing.Last;
            var start = segment.Length - writing.Length;
            foreach (var (tell, offset, length, files) in writing.Located)
                Call(() => tell(new(segment.Number, start + offset, length) { Files = files }));
            foreach (var callback in writing.Callbacks)
                Call(callback);
            lock (gate)
                writing.Clear();
        }
    }

    private bool WriteUntilDurable()
    {
        while (true)
        {
            try
            {
                WriteBatch();
                if (Failure is not null)
                    logger.LogWarning("The journal can be written again: {File}.", folder.PathOf(segment.Number));
                Failure = null;
                return true;
            }
            catch (Exception e) when (IsDiskFailure(e))
            {
                if (Failure is null)
                    logger.LogError(e, "The journal cannot be written: {File}. New work is refused until it can.", folder.PathOf(segment.Number));
                Failure = new IOException($"'{folder.PathOf(segment.Number)}': {e.Message}", e);
                if (!WaitToRetry())
                    return false;
            }
        }
    }

    private void WriteBatch()
    {
        // What a segment's records name counts as part of it: that is what cleaning it sets free.
        if (segment.Length + payloadBytes >= options.SegmentBytes)
        {
            var next = JournalSegment.Create(folder, segment.Number + 1);
            segment.Dispose();
            Volatile.Write(ref segment, next);
            payloadBytes = 0;
        }

        payloadBytes += payloads.Write(writing.Files, segment.Number, options.FlushToDisk);
        segment.Append(writing.Bytes, options.FlushToDisk);
    }

    private bool WaitToRetry()
    {
        Task.WaitAny(Task.Delay(RetryDelay, time, abandon.Token));
        return !abandon.IsCancellationRequested;
    }

    private static bool IsDiskFailure(Exception e) => e is IOException or UnauthorizedAccessException;

    private void Call(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception e)
        {
            logger.LogCritical(e, "A callback of the journal failed.");
        }
    }
}
