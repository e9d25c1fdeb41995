namespace Microsoft.Azure.Functions.Worker.Tests.Support;

/// <summary>A fresh script root; files in the temporary folder are left to the system to clean.</summary>
internal sealed class ScriptFolder
{
    public ScriptFolder(string hostJson = """{ "version": "2.0" }""", string? localSettings = null)
    {
        File.WriteAllText(Combine("host.json"), hostJson);
        if (localSettings is not null)
            File.WriteAllText(Combine("local.settings.json"), localSettings);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("functions-host-").FullName;

    public string Combine(string relative) => System.IO.Path.Combine(Path, relative);
}
