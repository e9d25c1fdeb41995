using System.Text.Json.Nodes;

namespace Serverless.Cli.Api;

/// <summary>What regimes hold, as <c>GET /api/v1/regimes</c> tells it.</summary>
internal sealed record RegimesStatus(JsonNode? Market, IReadOnlyList<string> Warnings, IReadOnlyList<RegimeStatus> Symbols)
{
    /// <summary>A dimension's regime; null before the first check.</summary>
    public string? ValueOf(string dimension) => Market?[dimension]?["value"]?.GetValue<string>();
}
