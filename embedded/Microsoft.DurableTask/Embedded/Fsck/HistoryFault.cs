namespace Microsoft.DurableTask.Embedded.Fsck;

internal sealed record HistoryFault(string InstanceId, string Reason);
