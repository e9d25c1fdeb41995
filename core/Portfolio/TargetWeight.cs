using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Portfolio;

/// <summary>Target of one asset, netted over models, as a share of net asset value.</summary>
public sealed record TargetWeight
{
    internal TargetWeight(string asset, IReadOnlyList<Contribution> contributions, Urgency urgency)
    {
        (Asset, Contributions, Urgency) = (asset, contributions, urgency);
        Asked = Weight = contributions.Sum(contribution => contribution.Asked);
    }

    /// <summary>Symbol.</summary>
    public string Asset { get; }

    /// <summary>What the models asked for, long and short netted.</summary>
    public double Asked { get; }

    /// <summary>What is left of it after risk limits: of the same sign, never more.</summary>
    public double Weight { get; private init; }

    /// <summary>What each model has in it, by name of the model; the parts sum to the whole.</summary>
    public IReadOnlyList<Contribution> Contributions { get; private init; }

    /// <summary>The highest urgency of the models that ask for it.</summary>
    public Urgency Urgency { get; }

    /// <summary>The same with another weight; every model's part is scaled along.</summary>
    internal TargetWeight At(double weight)
    {
        if (weight == Weight)
            return this;
        var factor = weight / Weight;
        return this with
        {
            Weight = weight,
            Contributions = [.. Contributions.Select(contribution => contribution with { Weight = contribution.Weight * factor })],
        };
    }
}
