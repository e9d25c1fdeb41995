using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.Cli.Demo;

/// <summary>The demo's result as one document.</summary>
internal static class DemoJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by people and parsers, never put into a page
    };

    public static string Of(DemoReport report) => JsonSerializer.Serialize(
        new
        {
            report.Status.CycleId,
            report.Status.Status,
            report.Status.Message,
            Seconds = Math.Round(report.Elapsed.TotalSeconds, 2),
            report.Status.Strategies,
            report.Status.Windows,
            report.Status.ScorecardSha256,
            report.Status.Audit,
            report.Regimes,
            Host = report.Address,
            report.BlobPort,
            Scorecard = report.Scorecard is null ? null : JsonNode.Parse(report.Scorecard),
        },
        Options);
}
