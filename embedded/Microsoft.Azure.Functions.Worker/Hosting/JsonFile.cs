using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Reads the host's JSON files, comments allowed, and says where a file is broken.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The root object, or null when there is no such file.</summary>
    /// <exception cref="InvalidDataException">The file is not a JSON object.</exception>
    public static JsonElement? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new InvalidDataException($"{path}: line 1: a JSON object is expected. Start the file with '{{'.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{path}: line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: not valid JSON. Correct the file and start again.", e);
        }
    }
}
