using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The folder that holds host.json, local.settings.json and the host's own files.</summary>
internal sealed record ScriptRoot(string Folder)
{
    public const string SettingName = "AzureWebJobsScriptRoot";

    public static ScriptRoot Locate(IConfiguration configuration)
    {
        var named = configuration[SettingName] ?? Environment.GetEnvironmentVariable(SettingName);
        if (!string.IsNullOrEmpty(named))
            return new ScriptRoot(Path.GetFullPath(named));
        return new ScriptRoot(
            File.Exists(Path.Combine(AppContext.BaseDirectory, "host.json")) ? AppContext.BaseDirectory : Directory.GetCurrentDirectory());
    }

    public string PathOf(string relative) => Path.Combine(Folder, relative);
}
