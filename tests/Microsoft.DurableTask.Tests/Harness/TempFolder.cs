namespace Microsoft.DurableTask.Tests.Harness;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("durable-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
