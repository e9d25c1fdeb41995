using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Configuration;

namespace Serverless.Cli.Configuration;

/// <summary>Prints configurations, and what is wrong with them.</summary>
/// <param name="output">Where to.</param>
/// <param name="isJson">Whether as one JSON document.</param>
internal sealed class ConfigView(TextWriter output, bool isJson)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonObject json) => json.ToJsonString(Indented);

    public void WriteValid(ConfigRead read) => output.WriteLine(isJson
        ? CommandJson.Serialize(new { IsValid = true, read.Kind, read.Hash, Errors = Array.Empty<object>() })
        : $"{string.Join(" + ", read.Files)}: a valid {read.Kind} configuration, hash {read.Hash}");

    public void WriteErrors(IReadOnlyList<ConfigurationError> errors)
    {
        if (isJson)
        {
            var told = errors.Select(error => new { error.Position.File, error.Position.Line, error.Position.Column, error.Path, error.Message });
            output.WriteLine(CommandJson.Serialize(new { IsValid = false, Errors = told }));
            return;
        }

        foreach (var error in errors)
            output.WriteLine(error);
    }

    public void Write(ConfigRead read)
    {
        if (isJson)
        {
            output.WriteLine(Text(new JsonObject
            {
                ["kind"] = read.Kind,
                ["hash"] = read.Hash,
                ["files"] = new JsonArray([.. read.Files.Select(file => JsonValue.Create(file))]),
                ["configuration"] = read.Values.DeepClone(),
            }));
            return;
        }

        output.WriteLine($"# {read.Kind} configuration, hash {read.Hash}");
        output.Write(ConfigurationYaml.Write(read.Values, read.OriginOf));
    }
}
