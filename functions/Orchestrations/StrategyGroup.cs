using Serverless.Core.Lifecycle;
using Serverless.Core.Strategies;
using Serverless.Infra.State;

namespace Serverless.Functions.Orchestrations;

/// <summary>Strategies that an order is about: those that match all that is named. Without a stage, all that run.</summary>
/// <param name="Type">Of this type; null for any.</param>
/// <param name="Template">Of this template; null for any.</param>
/// <param name="Symbol">On this instrument; null for any.</param>
/// <param name="Stage">Of this stage; null for candidates, paper and live.</param>
public sealed record StrategyGroup(StrategyIdea? Type, string? Template, string? Symbol, LifecycleStage? Stage)
{
    /// <summary>Whether a strategy belongs to it.</summary>
    public bool Has(DeploymentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (stage, identity) = (row.Deployment.Stage, row.Deployment.Identity);
        return (Stage is null ? stage is LifecycleStage.Candidate or LifecycleStage.Paper or LifecycleStage.Live : stage == Stage)
            && (Type is null || identity?.Type == Type)
            && (Template is null || identity?.Template == Template)
            && (Symbol is null || identity?.Symbol == Symbol);
    }
}
