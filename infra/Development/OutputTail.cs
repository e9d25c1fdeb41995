namespace Serverless.Infra.Development;

/// <summary>The last lines that a child process wrote, for the message of the exception that reports its failure.</summary>
internal sealed class OutputTail
{
    const int Capacity = 20;

    readonly Queue<string> lines = new(Capacity);

    public void Add(string line)
    {
        lock (lines)
        {
            if (lines.Count == Capacity)
                lines.Dequeue();
            lines.Enqueue(line);
        }
    }

    /// <summary>Adds every line of <paramref name="reader"/> until it ends.</summary>
    public async Task ReadAllAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            Add(line);
    }

    public override string ToString()
    {
        lock (lines)
            return lines.Count == 0 ? "(it wrote nothing)" : string.Join(Environment.NewLine, lines);
    }
}
