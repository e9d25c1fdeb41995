namespace Microsoft.DurableTask.Testing;

public class InMemoryDurableTaskOptions
{
    /// <summary>There is no network in between: the port has no effect.</summary>
    public int? Port { get; set; }
}
