namespace Serverless.Core.MarketData;

/// <summary>Lines of a text as spans over one reused buffer; a span is valid until the next line is read.</summary>
internal sealed class CsvLineReader(TextReader reader)
{
    private const int LongestLine = 1 << 20;
    private char[] buffer = new char[1 << 16];
    private int start;
    private int end;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <exception cref="InvalidDataException">A line is longer than a million characters.</exception>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        var searched = 0;
        while (true)
        {
            var pending = buffer.AsSpan(start, end - start);
            var newline = pending[searched..].IndexOf('\n');
            if (newline >= 0)
            {
                line = pending[..(searched + newline)].TrimEnd('\r');
                start += searched + newline + 1;
                Number++;
                return true;
            }

            searched = pending.Length;
            if (!Fill())
            {
                line = pending.TrimEnd('\r');
                start = end;
                if (pending.Length > 0)
                    Number++;
                return pending.Length > 0;
            }
        }
    }

    /// <summary>The next lines, at most <paramref name="count"/> and as many as one buffer holds, which remain to be read.</summary>
    public IReadOnlyList<string> Peek(int count)
    {
        while (end < buffer.Length && Fill())
        {
        }

        var lines = new List<string>();
        var from = start;
        while (lines.Count < count && from < end)
        {
            var rest = buffer.AsSpan(from, end - from);
            var newline = rest.IndexOf('\n');
            if (newline < 0 && lines.Count > 0 && end == buffer.Length)
                break;
            var line = newline < 0 ? rest : rest[..newline];
            lines.Add(line.TrimEnd('\r').ToString());
            from += line.Length + 1;
        }

        return lines;
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            if (end >= LongestLine)
                throw new InvalidDataException($"Line {Number + 1} is longer than {LongestLine} characters: this is not a CSV file.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = reader.Read(buffer.AsSpan(end));
        end += read;
        return read > 0;
    }
}
