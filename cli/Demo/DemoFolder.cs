namespace Serverless.Cli.Demo;

/// <summary>A fresh temporary folder that goes away at the end unless it is to be kept.</summary>
internal sealed class DemoFolder(bool keep) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("serverless-demo-").FullName;

    public void Dispose()
    {
        if (!keep)
            Directory.Delete(Path, recursive: true);
    }
}
