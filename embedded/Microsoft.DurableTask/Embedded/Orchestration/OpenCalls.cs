using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>Calls that await an answer, by id.</summary>
internal sealed class OpenCalls
{
    private readonly Dictionary<int, TaskCompletionSource<CompletionRecord>> calls = [];
    private int blocking;

    /// <summary>Whether an activity, a sub-orchestration or a timer is open; entity calls do not keep an orchestration alive.</summary>
    public bool AnyBlocking => blocking > 0;

    public bool Any => calls.Count > 0;

    public bool Contains(int id) => calls.ContainsKey(id);

    public Task<CompletionRecord> Open(int id, bool isBlocking = true)
    {
        // The state says whether the call blocks completion.
        var completion = new TaskCompletionSource<CompletionRecord>(isBlocking);
        calls.Add(id, completion);
        if (isBlocking)
            blocking++;
        return completion.Task;
    }

    public void Complete(CompletionRecord record) => Remove(record.Id)?.TrySetResult(record);

    public void Cancel(int id, CancellationToken cancellation) => Remove(id)?.TrySetCanceled(cancellation);

    private TaskCompletionSource<CompletionRecord>? Remove(int id)
    {
        if (!calls.Remove(id, out var completion))
            return null;
        if (completion.Task.AsyncState is true)
            blocking--;
        return completion;
    }
}
