using System.Collections.Immutable;

namespace Serverless.Core.Execution.Costs;

/// <summary>A venue's schedule: maker and taker rates that fall with the value traded so far in the run.</summary>
public readonly struct TieredCommission : ICommission
{
    private readonly ImmutableArray<CommissionTier> tiers;

    /// <param name="tiers">Ascending by traded value, the first from 0.</param>
    /// <exception cref="ArgumentException">There is none, the first does not begin at 0, or they do not ascend.</exception>
    public TieredCommission(params ImmutableArray<CommissionTier> tiers)
    {
        if (tiers.IsDefaultOrEmpty || tiers[0].FromTraded != 0)
            throw new ArgumentException("The first tier must begin at a traded value of 0.", nameof(tiers));
        for (var i = 1; i < tiers.Length; i++)
        {
            if (!(tiers[i].FromTraded > tiers[i - 1].FromTraded))
                throw new ArgumentException($"Tier {i} does not begin above tier {i - 1}.", nameof(tiers));
        }

        this.tiers = tiers;
    }

    /// <inheritdoc/>
    public double Fee(in FillQuote fill, double price)
    {
        var tier = tiers.Length - 1;
        while (fill.TradedBefore < tiers[tier].FromTraded)
            tier--;
        return Math.Abs(fill.Quantity) * price * (fill.IsMaker ? tiers[tier].MakerBps : tiers[tier].TakerBps) / 10_000;
    }

    /// <inheritdoc/>
    public double Rate(double price) => tiers[0].TakerBps / 10_000;
}
