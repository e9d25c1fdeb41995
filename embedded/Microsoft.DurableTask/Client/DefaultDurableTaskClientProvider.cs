using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Client;

internal sealed class DefaultDurableTaskClientProvider(IEnumerable<DefaultDurableTaskClientProvider.ClientContainer> clients)
    : IDurableTaskClientProvider
{
    public DurableTaskClient GetClient(string? name = null)
    {
        name ??= Options.DefaultName;
        return clients.FirstOrDefault(container => container.Name == name)?.Client ?? throw new ArgumentOutOfRangeException(
            nameof(name),
            name,
            $"The value of this argument must be in the set of available clients: [{string.Join(", ", clients.Select(c => $"\"{c.Name}\""))}].");
    }

    /// <summary>Keeps clients out of the container's own enumeration: only one may be injected directly.</summary>
    internal sealed class ClientContainer(DurableTaskClient client)
    {
        public string Name => client.Name;

        public DurableTaskClient Client => client;
    }
}
