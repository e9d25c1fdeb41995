namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>Knows when nothing is left to do until the clock moves or somebody asks for something.</summary>
internal sealed class WorkTracker
{
    private readonly Lock gate = new();
    private TaskCompletionSource? idle;
    private int open;

    public void Enter()
    {
        lock (gate)
            open++;
    }

    public void Exit()
    {
        lock (gate)
        {
            if (--open > 0)
                return;
            idle?.SetResult();
            idle = null;
        }
    }

    public Task WhenIdle()
    {
        lock (gate)
        {
            if (open == 0)
                return Task.CompletedTask;
            idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }
}
