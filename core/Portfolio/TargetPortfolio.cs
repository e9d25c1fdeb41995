using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Portfolio;

/// <summary>Targets of all assets, with what each model has in them and what risk limits did to them. Immutable.</summary>
public sealed class TargetPortfolio
{
    internal TargetPortfolio(IReadOnlyList<TargetWeight> assets, IReadOnlyList<WeightAdjustment> adjustments) =>
        (Assets, Adjustments) = (assets, adjustments);

    /// <summary>Targets in the order of the symbols.</summary>
    public IReadOnlyList<TargetWeight> Assets { get; }

    /// <summary>What limits did to them, in order.</summary>
    public IReadOnlyList<WeightAdjustment> Adjustments { get; }

    /// <summary>Sum of the weights' sizes.</summary>
    public double Gross => Assets.Sum(asset => Math.Abs(asset.Weight));

    /// <summary>Sum of the weights.</summary>
    public double Net => Assets.Sum(asset => asset.Weight);

    /// <summary>Weight of an asset; 0 when no model names it.</summary>
    public double this[string asset] => Find(asset)?.Weight ?? 0;

    /// <summary>Target of an asset; null when no model names it.</summary>
    public TargetWeight? Find(string asset)
    {
        foreach (var target in Assets)
        {
            if (target.Asset == asset)
                return target;
        }

        return null;
    }

    /// <summary>
    /// Adds up what models want: each target times the model's budget, summed per asset, so that long and short net each other.
    /// </summary>
    /// <param name="decisions">Decision of each model, by its name.</param>
    /// <param name="budgets">Share of net asset value for each model, by its name: <see cref="ModelBudgets.For"/>.</param>
    /// <exception cref="ArgumentException">A model has no budget, or its decision cannot be followed; the message names the model, and the asset
    /// at fault.</exception>
    public static TargetPortfolio Combine(
        IReadOnlyDictionary<string, ModelDecision> decisions, IReadOnlyDictionary<string, double> budgets)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(budgets);
        foreach (var (model, decision) in decisions)
        {
            if (decision.FindProblem() is { } problem)
                throw new ArgumentException($"{model}: {problem}", nameof(decisions));
            if (!budgets.ContainsKey(model))
                throw new ArgumentException($"{model} has no budget; give it one, 0 if it is to do nothing.", nameof(budgets));
        }

        var wanted =
            from pair in decisions
            from target in pair.Value.Targets
            orderby target.Asset, pair.Key
            group (Contribution: ContributionOf(pair.Key, target.Weight * budgets[pair.Key]), target.Urgency) by target.Asset into asset
            select new TargetWeight(
                asset.Key, [.. asset.Select(part => part.Contribution)], asset.Max(part => part.Urgency));
        return new TargetPortfolio([.. wanted.OrderBy(target => target.Asset, StringComparer.Ordinal)], []);

        static Contribution ContributionOf(string model, double weight) => new(model, weight, weight);
    }
}
