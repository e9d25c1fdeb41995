using System.Collections.Concurrent;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Crash;

internal enum Promise
{
    Started,
    Raised,
    Signalled,
    Ended,
    Purged,
}

/// <summary>What the engine promised its clients, and after which file call.</summary>
internal sealed class Acknowledgements(MemoryDisk disk)
{
    private readonly ConcurrentQueue<(Promise Promise, string Id, int Calls)> given = new();

    /// <summary>Whether the engine accepted; a refusal promises nothing.</summary>
    public async Task<bool> TryAsync(Promise promise, string id, Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (IOException)
        {
            return false;
        }

        given.Enqueue((promise, id, disk.CallCount));
        return true;
    }

    /// <summary>Everything promised of this kind, or what was promised when the disk had seen so many calls.</summary>
    public IEnumerable<string> Of(Promise promise, int calls) => given.Where(p => p.Promise == promise && p.Calls <= calls).Select(p => p.Id);
}
