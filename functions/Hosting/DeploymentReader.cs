using System.Globalization;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Serverless.Core.Lifecycle;
using Serverless.Core.Strategies;
using Serverless.Functions.Entities;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Finds deployments: what they are from their entities, how the last cycle saw them from the table.</summary>
public sealed class DeploymentReader(DeploymentTable deployments, StrategyTable strategies)
{
    // Of these there are as many as the policy lets run; the others grow with the years.
    private static readonly LifecycleStage[] Running = [LifecycleStage.Live, LifecycleStage.Paper, LifecycleStage.Candidate];
    private static readonly LifecycleStage[] Others = [LifecycleStage.Research, LifecycleStage.Retired];

    /// <summary>Rows of all strategies that have come up for promotion, the highest stage first, then the best rank.</summary>
    public async Task<IReadOnlyList<DeploymentRow>> ListAsync(CancellationToken cancellation) =>
        [.. (await deployments.ListAsync(cancellation)).OrderBy(TokenOf, StringComparer.Ordinal)];

    /// <summary>
    /// Those of them that come behind another, at most so many; and the token of the last, unless it is the last of all. A token is a place in the
    /// order: rows that come or go meanwhile neither repeat nor hide another.
    /// </summary>
    /// <param name="stage">Only this stage; null for all.</param>
    /// <param name="after">Token of the page before; null for the first.</param>
    /// <param name="size">Most rows, at least 1.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<(IReadOnlyList<DeploymentRow> Rows, string? Next)> ListAsync(LifecycleStage? stage, string? after, int size, CancellationToken cancellation)
    {
        var rows = new List<DeploymentRow>();
        foreach (var stages in stage is { } only ? [[only]] : new[] { Running, Others }.Where(group => string.CompareOrdinal(PlaceOf(group[^1]), after?[..1]) >= 0))
        {
            var found = await deployments.ListAsync(stages, cancellation);
            rows.AddRange(found.Where(row => string.CompareOrdinal(TokenOf(row), after) > 0).OrderBy(TokenOf, StringComparer.Ordinal));
            if (rows.Count > size)
                break;
        }

        return ([.. rows.Take(size)], rows.Count > size ? TokenOf(rows[size - 1]) : null);
    }

    // Sorts as text.
    private static string TokenOf(DeploymentRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{PlaceOf(row.Deployment.Stage)} {row.Standing?.Rank ?? int.MaxValue:D10} {row.Deployment.StrategyId}");

    private static string PlaceOf(LifecycleStage stage) => (stage is LifecycleStage.Retired ? 9 : LifecycleStage.Live - stage).ToString(CultureInfo.InvariantCulture);

    /// <summary>The deployment, and its row if it has one; of a configuration that never came up, one in research. Null when there is no such strategy.</summary>
    public async Task<(Deployment Deployment, DeploymentRow? Row)?> FindAsync(DurableTaskClient client, string strategyId, CancellationToken cancellation)
    {
        var row = await deployments.FindAsync(strategyId, cancellation);
        var entity = await client.Entities.GetEntityAsync<Deployment>(StrategyDeployment.IdOf(strategyId), cancellation: cancellation);
        if (entity is not null || row is not null)
            return (entity?.State ?? new Deployment { StrategyId = strategyId }, row);
        return await IdentityOfAsync(strategyId, cancellation) is null ? null : (new Deployment { StrategyId = strategyId }, null);
    }

    /// <summary>What a generated configuration is; null when there is none with that id.</summary>
    public async Task<StrategyIdentity?> IdentityOfAsync(string strategyId, CancellationToken cancellation)
    {
        foreach (var template in StrategyCatalog.All.Where(template => strategyId.StartsWith($"{template.Name}-", StringComparison.Ordinal)))
        {
            if (await strategies.FindAsync(template.Name, strategyId, cancellation) is { Configuration: { } found })
                return StrategyIdentity.Of(found.Template, found.Symbol);
        }

        return null;
    }
}
