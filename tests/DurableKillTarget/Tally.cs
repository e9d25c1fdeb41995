using Microsoft.DurableTask.Entities;

namespace Serverless.DurableKillTarget;

/// <summary>Counts operations, and remembers which.</summary>
internal sealed class Tally : TaskEntity<TallyState>
{
    public int Add(string entry)
    {
        State = new(State.Count + 1, [.. State.Entries, entry]);
        return State.Count;
    }

    protected override TallyState InitializeState(TaskEntityOperation entityOperation) => new(0, []);
}
