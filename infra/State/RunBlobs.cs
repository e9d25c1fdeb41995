namespace Serverless.Infra.State;

/// <summary>Names of the blobs of container <c>runs</c>: derived from cycle and strategy, or from optimisation and batch, so that a repeated step meets its own blob.</summary>
public static class RunBlobs
{
    public static string Strategies(string cycleId) => $"{cycleId}/strategies.json.gz";

    public static string Windows(string cycleId, string strategyId, int firstWindow) => $"{cycleId}/{strategyId}/windows-{firstWindow:D3}.json.gz";

    public static string Result(string cycleId, string strategyId) => $"{cycleId}/{strategyId}/result.json.gz";

    public static string Daily(string cycleId, string strategyId) => $"{cycleId}/{strategyId}/daily.json.gz";

    /// <summary>What a deployed strategy chose at a time, as a look found it; other bars may have it choose otherwise.</summary>
    public static string Choice(string checkId, string strategyId, DateTimeOffset from, string dataHash) =>
        FormattableString.Invariant($"{checkId}/{strategyId}/choice-{from:yyyyMMddHHmmss}-{dataHash[..16]}.json.gz");

    /// <summary>The strategy whose curves a blob of a cycle holds; null when it is about the whole cycle.</summary>
    public static string? StrategyOf(string name) => name.Split('/') is [_, var strategy, _] ? strategy : null;

    public static string Evidence(string cycleId) => $"{cycleId}/evidence.json";

    public static string Scorecard(string cycleId) => $"{cycleId}/scorecard.json";

    public static string Promotions(string cycleId) => $"{cycleId}/promotions.json";

    public static string SearchOrder(string optimizationId) => $"{optimizationId}/order.json.gz";

    public static string SearchStep(string optimizationId, int batch) => $"{optimizationId}/search-{batch:D5}.json.gz";

    public static string Trials(string optimizationId, int batch, int first) => $"{optimizationId}/trials-{batch:D5}-{first:D4}.json.gz";

    public static string OptimizationResult(string optimizationId) => $"{optimizationId}/result.json.gz";
}
