using System.Globalization;
using System.Text.Json;
using Serverless.Cli.Api;
using Spectre.Console;

namespace Serverless.Cli.Deployments;

/// <summary>Deployments for people.</summary>
internal static class DeploymentViews
{
    public static void List(IReadOnlyList<DeploymentStatus> deployments)
    {
        if (deployments.Count == 0)
        {
            Consoles.Output.WriteLine("No strategy has come up for promotion.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "strategy", "type", "stage", "capital", "rank", "score", "days in top", "stands against it" })
            table.AddColumn(column);
        foreach (var one in deployments)
        {
            table.AddRow(
                Markup.Escape(one.StrategyId),
                one.Type ?? "",
                StageOf(one),
                one.Stage == "Live" ? one.Capital : one.IsLiveCandidate ? $"({one.RecommendedCapital})" : "",
                one.Rank?.ToString(CultureInfo.InvariantCulture) ?? "",
                one.Score?.ToString("F1", CultureInfo.InvariantCulture) ?? "",
                one.StreakDays?.ToString(CultureInfo.InvariantCulture) ?? "",
                Markup.Escape(string.Join(" ", one.FailedGates ?? [])));
        }

        Consoles.Output.Write(table);
    }

    public static void Show(JsonElement deployment) => Consoles.Output.WriteLine(CommandJson.Serialize(deployment));

    /// <summary>What a change made of a strategy, and what to look at next.</summary>
    public static void Changed(JsonElement deployment)
    {
        var id = deployment.GetProperty("strategyId").GetString();
        if (deployment.TryGetProperty("approvalId", out var approval))
        {
            Consoles.Output.WriteLine($"{id} waits for a second person: 'deployments approve {approval.GetString()}'.");
            return;
        }

        Consoles.Output.WriteLine(deployment.TryGetProperty("stage", out var stage)
            ? $"{id} is {stage.GetString()}{(deployment.GetProperty("paused").GetBoolean() ? ", paused" : "")}, capital {deployment.GetProperty("capital").GetString()}."
            : $"{id}: accepted, not done yet; look with 'deployments show {id}'.");
    }

    public static void Approvals(IReadOnlyList<ApprovalStatus> approvals)
    {
        if (approvals.Count == 0)
        {
            Consoles.Output.WriteLine("Nothing has needed a second person.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "request", "status", "strategy", "action", "capital", "asked by", "why", "until" })
            table.AddColumn(column);
        foreach (var one in approvals)
        {
            string[] cells = [one.ApprovalId, one.Status, one.StrategyId, one.Action, one.Capital, one.RequestedBy, one.Reason, one.ExpiresAt.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        Consoles.Output.Write(table);
    }

    public static void Decided(ApprovalStatus approval) =>
        Consoles.Output.WriteLine($"{approval.ApprovalId} is {approval.Status}: {approval.Action} of {approval.StrategyId} with {approval.Capital}. {approval.Message}");

    public static void Deactivated(JsonElement order)
    {
        var outcomes = order.GetProperty("outcomes").EnumerateArray().ToList();
        foreach (var outcome in outcomes.Where(outcome => !outcome.GetProperty("done").GetBoolean()))
            Consoles.Error.WriteLine($"{outcome.GetProperty("strategyId").GetString()}: {outcome.GetProperty("message").GetString()}");
        Consoles.Output.WriteLine($"{outcomes.Count(outcome => outcome.GetProperty("done").GetBoolean())} of {outcomes.Count} strategies are out of service.");
    }

    private static string StageOf(DeploymentStatus one) => $"{one.Stage}{(one.Paused ? ", paused" : "")}{(one.SizeFactor < 1 ? ", half size" : "")}";
}
