using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>local.settings.json as configuration, below environment variables and arguments.</summary>
internal static class LocalSettings
{
    public static void AddLocalSettings(this ScriptRoot root, IConfigurationBuilder configuration)
    {
        var path = root.PathOf("local.settings.json");
        if (JsonFile.Read(path) is not { } file)
            return;
        if (file.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            throw new InvalidDataException($"{path}: IsEncrypted is true. Decrypt the file (func settings decrypt) and start again.");
        var values = Section(file, "Values", "").Concat(Section(file, "ConnectionStrings", "ConnectionStrings:")).Concat(Section(file, "Host", "Host:"));
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = values.ToList() });
    }

    private static IEnumerable<KeyValuePair<string, string?>> Section(JsonElement file, string name, string prefix) =>
        file.TryGetProperty(name, out var section) && section.ValueKind == JsonValueKind.Object
            ? section.EnumerateObject().Select(p => KeyValuePair.Create(
                prefix + p.Name.Replace("__", ":", StringComparison.Ordinal),
                p.Value.ValueKind == JsonValueKind.Null ? null : p.Value.ToString()))!
            : [];
}
