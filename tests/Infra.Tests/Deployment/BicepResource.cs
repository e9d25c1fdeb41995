using System.Text.Json.Nodes;

namespace Serverless.Infra.Tests.Deployment;

/// <summary>A resource as it would be deployed.</summary>
/// <param name="File">The file that declares it.</param>
/// <param name="Type">Its type without the version.</param>
/// <param name="Body">Its declaration with all values.</param>
internal sealed record BicepResource(string File, string Type, JsonObject Body)
{
    public string Name => Body["name"]!.ToString();

    /// <summary>What it belongs to, as ids are written here; empty for one that stands alone.</summary>
    public string Parent => Body["parent"]?.ToString() ?? Body["scope"]?.ToString() ?? "";

    public string Id => $"{(Body["parent"] is { } parent ? $"{parent}/" : "")}{Type.Split('/')[^1]}:{Name}";

    /// <summary>The value at a path under <c>properties</c>, as text; empty when there is none.</summary>
    public string Get(string path) => path.Split('.').Aggregate((JsonNode?)Body["properties"], (node, name) => (node as JsonObject)?[name])?.ToString() ?? "";

    /// <summary>The array at a path under <c>properties</c>.</summary>
    public IReadOnlyList<JsonNode> All(string name) => [.. ((JsonArray?)Body["properties"]![name] ?? []).Select(one => one!)];

    public override string ToString() => $"{File}: {Id}";
}
