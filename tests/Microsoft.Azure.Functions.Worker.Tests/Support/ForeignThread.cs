using System.Runtime.CompilerServices;

namespace Microsoft.Azure.Functions.Worker.Tests.Support;

/// <summary>
/// Something that never completes at once, and then on a thread of the pool: <c>await Task.Run(…)</c> may find its task completed
/// already, which awaits nothing.
/// </summary>
internal readonly struct ForeignThread : INotifyCompletion
{
    public bool IsCompleted => false;

    public ForeignThread GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation)
    {
        var context = SynchronizationContext.Current ?? throw new InvalidOperationException("There is no orchestrator around this.");
        ThreadPool.QueueUserWorkItem(_ => context.Post(_ => continuation(), null));
    }
}
