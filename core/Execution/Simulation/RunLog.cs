namespace Serverless.Core.Execution.Simulation;

/// <summary>What a strategy has said during a run: the first entries, and how many came after.</summary>
internal sealed class RunLog
{
    /// <summary>Entries that are kept.</summary>
    public const int MostEntries = 1_000;

    private List<RunLogEntry>? entries;

    public IReadOnlyList<RunLogEntry> Entries => entries ?? [];

    /// <summary>Entries that were said after <see cref="MostEntries"/>, and not kept.</summary>
    public int Dropped { get; private set; }

    public void Add(int bar, long ticks, RunLogSeverity severity, string message)
    {
        entries ??= [];
        if (entries.Count < MostEntries)
            entries.Add(new RunLogEntry(bar, new DateTime(ticks, DateTimeKind.Utc), severity, message));
        else
            Dropped++;
    }
}
