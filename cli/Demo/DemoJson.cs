using System.Text.Json.Nodes;

namespace Serverless.Cli.Demo;

/// <summary>The demo's result as one document.</summary>
internal static class DemoJson
{
    public static string Of(DemoReport report) => CommandJson.Serialize(
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
            Checkpoint = report.Seal,
            report.KeyringFile,
            report.Regimes,
            Host = report.Address,
            report.BlobPort,
            Scorecard = report.Scorecard is null ? null : JsonNode.Parse(report.Scorecard),
            report.Evidence,
        });
}
