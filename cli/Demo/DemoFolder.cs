namespace Serverless.Cli.Demo;

/// <summary>The folder of the given name, or a fresh temporary one that goes away at the end unless it is to be kept.</summary>
internal sealed class DemoFolder(string? name, bool keep) : IDisposable
{
    public string Path { get; } = name is null
        ? Directory.CreateTempSubdirectory("serverless-demo-").FullName
        : Directory.CreateDirectory(name).FullName;

    public void Dispose()
    {
        if (name is null && !keep)
            Directory.Delete(Path, recursive: true);
    }
}
