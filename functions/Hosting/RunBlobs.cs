namespace Serverless.Functions.Hosting;

/// <summary>Names of the blobs of container <c>runs</c>: derived from cycle and strategy, so that a repeated step meets its own blob.</summary>
internal static class RunBlobs
{
    public static string Windows(string cycleId, string strategyId, int firstWindow) => $"{cycleId}/{strategyId}/windows-{firstWindow:D3}.json.gz";

    public static string Result(string cycleId, string strategyId) => $"{cycleId}/{strategyId}/result.json.gz";

    public static string Daily(string cycleId, string strategyId) => $"{cycleId}/{strategyId}/daily.json.gz";

    public static string Evidence(string cycleId) => $"{cycleId}/evidence.json";

    public static string Scorecard(string cycleId) => $"{cycleId}/scorecard.json";
}
