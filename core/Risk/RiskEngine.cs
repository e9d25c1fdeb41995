using Serverless.Core.Portfolio;

namespace Serverless.Core.Risk;

/// <summary>
/// Brings targets within limits. Weights only shrink and never change their sign; what each model has in them shrinks along; every reduction
/// leaves a <see cref="WeightAdjustment"/>. Applied to its own result it changes nothing.
/// </summary>
/// <remarks>
/// Order: loss limits, assets, concentration, classes, gross, net. Limits that touch single assets come first, for cutting a short raises the net;
/// uniform scaling comes last, for it keeps every limit above it. The net, which no other step may follow, closes.
/// </remarks>
public static class RiskEngine
{
    /// <summary>The targets within limits.</summary>
    /// <param name="target">What the models ask for.</param>
    /// <param name="current">Weights held, by symbol: what capital preservation measures by.</param>
    /// <param name="limits">Limits, of the regime that holds: <see cref="RiskLimits.For"/>.</param>
    /// <param name="state">Losses so far.</param>
    /// <exception cref="ArgumentException">Limits cannot be used, a weight is not finite, or an asset has no class while classes are limited; the
    /// message names the key or the asset.</exception>
    public static TargetPortfolio Apply(
        TargetPortfolio target, IReadOnlyDictionary<string, double> current, RiskLimits limits, RiskState state)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(state);
        if (limits.FindProblem() is { } problem)
            throw new ArgumentException(problem, nameof(limits));
        HeldWeights.ThrowIfNotFinite(current);
        var book = new WeightBook(target);
        if (state.Value <= 0)
            book.Scale(0, RiskLimitNames.NetAssetValue);
        if (limits.Drawdown is { } drawdown && state.InDrawdown)
            TakeBack(book, current, drawdown, RiskLimitNames.Drawdown);
        if (limits.DailyLoss is { } daily && state.DailyLoss >= daily.Threshold)
            TakeBack(book, current, daily, RiskLimitNames.DailyLoss);
        ApplyWeightLimits(book, limits);
        return book.ToPortfolio();
    }

    /// <summary>The first limit that weights exceed, in words, or null when they exceed none; loss limits are not looked at.</summary>
    /// <param name="weights">Weights by symbol; finite.</param>
    /// <param name="limits">Limits of the regime that holds.</param>
    public static string? FindExcess(IReadOnlyDictionary<string, double> weights, RiskLimits limits)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(limits);
        HeldWeights.ThrowIfNotFinite(weights);
        var all = weights.OrderBy(weight => weight.Key, StringComparer.Ordinal).ToArray();
        foreach (var (asset, weight) in all)
        {
            if (Math.Abs(weight) > AssetLimit(limits, asset))
                return FormattableString.Invariant($"{asset} has {weight}, its limit is {AssetLimit(limits, asset)}.");
        }

        var values = Array.ConvertAll(all, weight => weight.Value);
        if (limits.MaxTop is { } top && RiskMeasures.Top(values, limits.TopCount) is var largest && largest > top)
            return FormattableString.Invariant($"the {limits.TopCount} largest have {largest}, their limit is {top}.");
        foreach (var (name, limit) in limits.MaxByClass)
        {
            var gross = RiskMeasures.Gross([.. all.Where(weight => ClassOf(limits, weight.Key) == name).Select(weight => weight.Value)]);
            if (gross > limit)
                return FormattableString.Invariant($"class {name} has {gross}, its limit is {limit}.");
        }

        if (RiskMeasures.Gross(values) is var sum && sum > limits.MaxGross)
            return FormattableString.Invariant($"the gross weight is {sum}, its limit is {limits.MaxGross}.");
        return RiskMeasures.NetSize(values) is var net && net > limits.MaxNet
            ? FormattableString.Invariant($"the net weight has a size of {net}, its limit is {limits.MaxNet}.")
            : null;
    }

    private static void TakeBack(WeightBook book, IReadOnlyDictionary<string, double> current, LossLimit limit, string name)
    {
        switch (limit.Action)
        {
            case LossAction.Preserve:
                for (var i = 0; i < book.Count; i++)
                {
                    var held = current.GetValueOrDefault(book.Asset(i));
                    book.Cap(i, held * book[i] > 0 ? Math.Abs(held) : 0, name);
                }

                break;
            case LossAction.Reduce or LossAction.Flatten:
                // A factor is no bound that could be looked up afterwards: that it was applied is.
                if (!book.Has(name))
                    book.Scale(limit.Action == LossAction.Flatten ? 0 : limit.Factor, name);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(limit), limit.Action, "Unknown action.");
        }
    }

    private static void ApplyWeightLimits(WeightBook book, RiskLimits limits)
    {
        for (var i = 0; i < book.Count; i++)
            book.Cap(i, AssetLimit(limits, book.Asset(i)), RiskLimitNames.Asset);
        if (limits.MaxTop is { } top)
            Concentrate(book, limits.TopCount, top);
        foreach (var (name, limit) in limits.MaxByClass.OrderBy(limit => limit.Key, StringComparer.Ordinal))
        {
            var members = Array.FindAll(book.Everything, index => ClassOf(limits, book.Asset(index)) == name);
            book.ScaleTo(members, RiskMeasures.Gross, limit, RiskLimitNames.Class, name);
        }

        book.ScaleTo(book.Everything, RiskMeasures.Gross, limits.MaxGross, RiskLimitNames.Gross, RiskLimitNames.Portfolio);
        book.ScaleTo(book.Everything, RiskMeasures.NetSize, limits.MaxNet, RiskLimitNames.Net, RiskLimitNames.Portfolio);
    }

    // Cuts the largest to one level: scaling them by a factor would make others the largest.
    private static void Concentrate(WeightBook book, int count, double allowed)
    {
        var weights = Array.ConvertAll(book.Everything, index => book[index]);
        if (RiskMeasures.Top(weights, count) <= allowed)
            return;
        var level = RiskMeasures.TopLevel(weights, count, allowed);
        for (var hair = RiskMeasures.Hair; RiskMeasures.Top(Array.ConvertAll(weights, weight => Math.Min(Math.Abs(weight), level)), count) > allowed; hair *= 2)
            level *= 1 - hair;
        for (var i = 0; i < book.Count; i++)
            book.Cap(i, level, RiskLimitNames.Concentration);
    }

    private static double AssetLimit(RiskLimits limits, string asset) => limits.MaxByAsset.GetValueOrDefault(asset, limits.MaxAsset);

    private static string ClassOf(RiskLimits limits, string asset) => limits.Classes.TryGetValue(asset, out var name)
        ? name
        : throw new ArgumentException($"{asset} has no asset class, while classes are limited; name it under risk.classes.", nameof(limits));
}
