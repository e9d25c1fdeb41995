namespace Serverless.Core.Audit.Bundles;

/// <summary>Lines of bytes, without holding more than one.</summary>
public static class LineReader
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The lines, without their line feeds. A line is valid until the next one is asked for.</summary>
    /// <exception cref="InvalidDataException">A line is longer than <paramref name="maxLength"/>, or the last one does not end.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(Stream stream, int maxLength)
    {
        var buffer = new byte[BufferSize];
        var line = new byte[maxLength];
        var (length, number) = (0, 1L);
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            for (var from = 0; from < read;)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', from, read - from);
                var part = (end < 0 ? read : end) - from;
                if (length + part > maxLength)
                    throw new InvalidDataException($"Line {number} has more than {maxLength} bytes.");
                buffer.AsSpan(from, part).CopyTo(line.AsSpan(length));
                length += part;
                from += part + 1;
                if (end < 0)
                    continue;
                yield return line.AsMemory(0, length);
                (length, number) = (0, number + 1);
            }
        }

        if (length > 0)
            throw new InvalidDataException($"Line {number}, the last one, does not end with a line feed.");
    }
}
