using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Regimes;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Looks at what regimes hold; where one has changed, the strategies are evaluated again.</summary>
public static class CheckRegimes
{
    /// <summary>Who acts, as the trail names it.</summary>
    public const string Actor = "regime-check";

    /// <summary>
    /// The entities compare with what they knew, so that of several checks one alone sees a change; the change is theirs to forget, so answering
    /// it is tried for hours.
    /// </summary>
    [Function(nameof(CheckRegimes))]
    public static async Task<RegimeCheckOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var check = new CycleReference(input.CheckId, input.RequestedBy, input.ConfigHash);
        var regimes = await context.CallActivityAsync<ClassifiedRegimes>(
            nameof(ClassifyRegimes), new ClassifyRegimes.Input(check, context.Now(), Actor), Retries.Storage);
        var changes = await ObserveAsync(context, regimes);
        if (changes.Count == 0)
            return new RegimeCheckOutcome(changes, Reevaluation: null);
        var cycle = await context.CallActivityAsync<string?>(
            nameof(StartReevaluation), new StartReevaluation.Input(check, changes, regimes.DataHash, context.Now()), Retries.Lasting);
        return new RegimeCheckOutcome(changes, cycle);
    }

    private static async Task<IReadOnlyList<RegimeChange>> ObserveAsync(TaskOrchestrationContext context, ClassifiedRegimes regimes)
    {
        var market = context.Entities.CallEntityAsync<IReadOnlyList<RegimeChange>>(MarketRegime.Id, nameof(MarketRegime.Observe), regimes.Market);
        var symbols = regimes.Symbols
            .Select(symbol => context.Entities.CallEntityAsync<RegimeChange?>(Regime.IdOf(symbol.Symbol), nameof(Regime.Observe), symbol))
            .ToList();
        return [.. await market, .. (await Task.WhenAll(symbols)).OfType<RegimeChange>()];
    }

    /// <param name="CheckId">Also the orchestration's instance id.</param>
    /// <param name="RequestedBy">Who asked: a role, or the timer.</param>
    /// <param name="ConfigHash">Hash of the settings that name the series.</param>
    public sealed record Input(string CheckId, string RequestedBy, string ConfigHash);
}
