namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>Keeps the code of the orchestrations that ran last; others are replayed when they run again. Guarded by the hub's gate.</summary>
internal sealed class SessionCache(int capacity)
{
    private readonly LinkedList<OrchestrationInstance> recent = new();
    private readonly Dictionary<OrchestrationInstance, LinkedListNode<OrchestrationInstance>> nodes = [];

    /// <summary>Called when a step of the instance has ended.</summary>
    public void Used(OrchestrationInstance instance)
    {
        if (nodes.Remove(instance, out var node))
            recent.Remove(node);
        if (instance.Session is null)
            return;
        nodes[instance] = recent.AddLast(instance);
        if (recent.Count > capacity)
            EvictOldest();
    }

    private void EvictOldest()
    {
        for (var node = recent.First; node is not null; node = node.Next)
        {
            if (node.Value.IsBusy)
                continue;
            node.Value.Session = null;
            nodes.Remove(node.Value);
            recent.Remove(node);
            return;
        }
    }
}
