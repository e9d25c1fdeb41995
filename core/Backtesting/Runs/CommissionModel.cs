using System.Collections.Immutable;
using Serverless.Core.Execution.Costs;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>The commission of a run, by name; <see cref="ConfiguredRun"/> turns it into the struct that the loop is compiled for.</summary>
public abstract record CommissionModel
{
    private CommissionModel()
    {
    }

    /// <summary><see cref="BasisPointCommission"/>.</summary>
    public sealed record BasisPoints : CommissionModel
    {
        /// <summary>Basis points of the value of a fill.</summary>
        public double Bps { get; init; } = 4;
    }

    /// <summary><see cref="FixedCommission"/>.</summary>
    public sealed record Fixed : CommissionModel
    {
        /// <summary>Amount of every fill, in quote currency.</summary>
        public double Amount { get; init; }
    }

    /// <summary><see cref="PerShareCommission"/>.</summary>
    public sealed record PerShare : CommissionModel
    {
        /// <summary>Amount of every unit, in quote currency.</summary>
        public double Amount { get; init; }

        /// <summary>Least amount of a fill, in quote currency.</summary>
        public double Minimum { get; init; }
    }

    /// <summary><see cref="TieredCommission"/>.</summary>
    public sealed record Tiered : CommissionModel
    {
        /// <summary>Ascending by traded value, the first from 0.</summary>
        public ImmutableArray<CommissionTier> Tiers { get; init; } = [default];

        /// <summary>Equal when the tiers are.</summary>
        public bool Equals(Tiered? other) => other is not null && Tiers.AsSpan().SequenceEqual(other.Tiers.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Tiers.Length;
    }
}
