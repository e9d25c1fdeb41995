namespace Microsoft.DurableTask.Worker;

internal static class DurableTaskRegistryExtensions
{
    public static IDurableTaskFactory BuildFactory(this DurableTaskRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return new DurableTaskFactory(registry);
    }
}
