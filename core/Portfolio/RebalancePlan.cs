using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Portfolio;

/// <summary>What to trade to come from the weights held to the weights wanted.</summary>
/// <param name="Instructions">Trades, reductions first, so that they pay for the others.</param>
/// <param name="Skipped">Differences that are not traded.</param>
public sealed record RebalancePlan(IReadOnlyList<TradeInstruction> Instructions, IReadOnlyList<SkippedTrade> Skipped)
{
    /// <summary>Weights after the plan, of every asset held or wanted: what is skipped stays as it is.</summary>
    public IReadOnlyDictionary<string, double> Projected { get; private init; } = new Dictionary<string, double>();

    /// <summary>Sum of the changes' sizes, as a share of net asset value.</summary>
    public double Turnover => Instructions.Sum(instruction => Math.Abs(instruction.Delta));

    /// <summary>The trade of an asset; null when it is not traded.</summary>
    public TradeInstruction? Find(string asset)
    {
        foreach (var instruction in Instructions)
        {
            if (instruction.Asset == asset)
                return instruction;
        }

        return null;
    }

    /// <summary>Compares every asset that is held or wanted; what is held and not wanted is closed.</summary>
    /// <param name="target">What is wanted.</param>
    /// <param name="current">Weights held, by symbol.</param>
    /// <param name="netAssetValue">In quote currency; positive.</param>
    /// <param name="options">What is worth a trade.</param>
    /// <exception cref="ArgumentException">A weight is not finite, the net asset value not positive, or options cannot be used; the message names the
    /// asset or the key.</exception>
    public static RebalancePlan For(
        TargetPortfolio target, IReadOnlyDictionary<string, double> current, double netAssetValue, RebalanceOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindProblem() is { } problem)
            throw new ArgumentException(problem, nameof(options));
        if (!(netAssetValue > 0) || !double.IsFinite(netAssetValue))
            throw new ArgumentException(FormattableString.Invariant($"The net asset value is {netAssetValue}; it must be positive."), nameof(netAssetValue));
        HeldWeights.ThrowIfNotFinite(current);
        var (instructions, skipped) = (new List<TradeInstruction>(), new List<SkippedTrade>());
        var projected = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var asset in current.Keys.Union(target.Assets.Select(wanted => wanted.Asset)).Order(StringComparer.Ordinal))
        {
            var (held, wanted) = (current.GetValueOrDefault(asset), target[asset]);
            projected[asset] = held;
            if (wanted == held)
                continue;
            if (WhyNot(held, wanted, netAssetValue, options) is { } reason)
            {
                skipped.Add(new SkippedTrade(asset, held, wanted, reason));
                continue;
            }

            var urgency = target.Find(asset)?.Urgency ?? Urgency.Normal;
            instructions.Add(new TradeInstruction(asset, held, wanted, (wanted - held) * netAssetValue, urgency));
            projected[asset] = wanted;
        }

        return new RebalancePlan([.. instructions.OrderByDescending(instruction => instruction.Reduces)], skipped) { Projected = projected };
    }

    /// <summary>This plan without one of its trades: the weight stays.</summary>
    internal RebalancePlan Without(TradeInstruction trade, string reason) =>
        new([.. Instructions.Where(one => one != trade)], [.. Skipped, new SkippedTrade(trade.Asset, trade.Current, trade.Target, reason)])
        {
            Projected = new SortedDictionary<string, double>(Projected.ToDictionary(), StringComparer.Ordinal) { [trade.Asset] = trade.Current },
        };

    private static string? WhyNot(double held, double wanted, double netAssetValue, RebalanceOptions options)
    {
        var change = Math.Abs(wanted - held);
        if (change * netAssetValue < options.MinTradeValue)
            return FormattableString.Invariant($"a trade of {change * netAssetValue:0.##} is below the minimum of {options.MinTradeValue:0.##}");
        return change < options.Band && wanted != 0
            ? FormattableString.Invariant($"a change of {change:0.######} is within the band of {options.Band:0.######}")
            : null;
    }
}
