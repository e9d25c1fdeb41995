using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Keys;

/// <summary>The keys on disk, in the layout of the Functions host, readable by their owner only.</summary>
internal static class KeyFile
{
    private const string SystemKeyName = "durabletask_extension";

    /// <summary>The keys in the file; of hosts that start at the same time without one, all take those of the first.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static KeySet ReadOrCreate(string path)
    {
        if (JsonFile.Read(path) is { } file)
            return Parse(file, path);
        Create(KeySet.Generate(), path);
        return Parse(JsonFile.Read(path) ?? throw new FileNotFoundException($"{path} was deleted while the host started.", path), path);
    }

    // Written beside its place and then put there, so that nobody reads half of it.
    private static void Create(KeySet keys, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}.{Path.GetRandomFileName()}";
        try
        {
            Write(keys, draft);
            NewFile.Publish(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another host was faster; its keys count.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static KeySet Parse(JsonElement file, string path)
    {
        try
        {
            return new KeySet(
                Value(file.GetProperty("masterKey")),
                Value(Named(file.GetProperty("functionKeys"), "default")),
                Value(Named(file.GetProperty("systemKeys"), SystemKeyName)));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"{path} lacks masterKey, functionKeys 'default' or systemKeys '{SystemKeyName}'. Delete the file to have new keys made.", e);
        }
    }

    private static JsonElement Named(JsonElement list, string name) => list.EnumerateArray().First(k => k.GetProperty("name").GetString() == name);

    private static string Value(JsonElement key) =>
        key.GetProperty("value").GetString() is { Length: > 0 } value ? value : throw new InvalidOperationException("A key is empty.");

    private static void Write(KeySet keys, string path)
    {
        var json = new JsonObject
        {
            ["masterKey"] = Entry("master", keys.Master),
            ["functionKeys"] = new JsonArray(Entry("default", keys.Function)),
            ["systemKeys"] = new JsonArray(Entry(SystemKeyName, keys.System)),
        };
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteTo(writer);
    }

    private static JsonObject Entry(string name, string value) => new() { ["name"] = name, ["value"] = value, ["encrypted"] = false };
}
