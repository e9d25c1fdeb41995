namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>An append-only log. What is durable is always a prefix of what was appended.</summary>
internal interface IJournal : IAsyncDisposable
{
    /// <summary>The segment that the next record goes to, or an earlier one.</summary>
    int ActiveSegment { get; }

    /// <summary>Why nothing can be written at present; null when all is well.</summary>
    Exception? Failure { get; }

    /// <summary>Whether <see cref="Read"/> finds what was appended.</summary>
    bool KeepsRecords { get; }

    /// <summary>Returns the position of the record; positions count up by one. Does not wait.</summary>
    /// <param name="files">What the record names; durable before the record is.</param>
    /// <param name="located">Told where the record is once it is durable.</param>
    long Append(ReadOnlySpan<byte> payload, IReadOnlyList<PayloadFile> files, Action<RecordLocation>? located = null);

    /// <summary>At any time, from any thread.</summary>
    /// <exception cref="FileNotFoundException">The segment was deleted.</exception>
    /// <exception cref="InvalidDataException">The record is damaged.</exception>
    ReadOnlyMemory<byte> Read(RecordLocation location);

    /// <exception cref="InvalidDataException">The file is missing or damaged.</exception>
    string ReadPayload(string name);

    /// <summary>Calls back once everything up to the position survives a crash; callbacks run in order of position.</summary>
    void WhenDurable(long position, Action callback);

    /// <summary>Drops all segments before this one.</summary>
    void DeleteBefore(int segment);
}
