namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>A journal to read from.</summary>
internal interface IJournalSource
{
    /// <summary>For messages.</summary>
    string PathOf(int segment);

    /// <summary>Numbers of the segments that exist, ascending.</summary>
    IReadOnlyList<int> Segments();

    byte[] Read(int segment);

    /// <summary>For messages.</summary>
    string PathOf(string payload);

    /// <summary>Names of the payload files that exist.</summary>
    IReadOnlyList<string> Payloads();

    /// <returns>Null if there is no such file.</returns>
    byte[]? ReadPayload(string name);
}
