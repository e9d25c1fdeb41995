namespace Microsoft.DurableTask.Embedded.History;

internal sealed record EventRaised(string Name, string? Input) : HistoryRecord;
