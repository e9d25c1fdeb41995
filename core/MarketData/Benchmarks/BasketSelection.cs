namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>Chooses what a basket holds from one moment on, by what was known at that moment.</summary>
internal static class BasketSelection
{
    public static BasketRebalance At(DateTime moment, IReadOnlyList<BasketAsset> assets, BasketRules rules)
    {
        var omitted = new List<BasketOmission>();
        var eligible = new List<(BasketAsset Asset, double Cap)>();
        foreach (var asset in assets)
        {
            if (FindObstacle(asset, moment, rules, out var cap) is not { } obstacle)
                eligible.Add((asset, cap));
            else if (obstacle.Length > 0)
                omitted.Add(new BasketOmission(asset.Symbol, obstacle));
        }

        var ordered = eligible.OrderByDescending(pair => pair.Cap).ThenBy(pair => pair.Asset.Symbol, StringComparer.Ordinal).ToList();
        omitted.AddRange(ordered.Skip(rules.MaxAssets)
            .Select((pair, i) => new BasketOmission(pair.Asset.Symbol, $"number {rules.MaxAssets + i + 1} by capitalisation; the basket holds {rules.MaxAssets}")));
        var held = ordered.Take(rules.MaxAssets).ToList();
        var weights = CappedWeights.Of([.. held.Select(pair => pair.Cap)], rules.MaxWeight);
        return new BasketRebalance(
            moment,
            [.. held.Select((pair, i) => new BasketMember(pair.Asset.Symbol, pair.Cap, weights[i]))],
            [.. omitted.OrderBy(omission => omission.Symbol, StringComparer.Ordinal)]);
    }

    /// <summary>The last bar that had closed at <paramref name="ticks"/>; −1 before the first.</summary>
    public static int LastClosed(BarSeries bars, long ticks) => bars.IndexAtOrAfter(ticks - TimeSpan.TicksPerDay + 1) - 1;

    // Why an asset is not held: null when it is, empty when nothing was known of it yet.
    private static string? FindObstacle(BasketAsset asset, DateTime moment, BasketRules rules, out double cap)
    {
        var last = LastClosed(asset.Bars, moment.Ticks);
        cap = 0;
        if (last < 0)
            return "";
        if (rules.Excluded.Contains(asset.Symbol))
            return "excluded by name";
        if (AgeInDays(moment, asset.Bars.OpenTicks[last] + TimeSpan.TicksPerDay) is var priceAge && priceAge > rules.MaxAgeDays)
            return FormattableString.Invariant($"its last price is {priceAge:0} days old");
        if (AgeInDays(moment, asset.Bars.OpenTicks[0]) is var history && history < rules.MinHistoryDays)
            return FormattableString.Invariant($"traded for {history:0} days; {rules.MinHistoryDays} are needed");
        if (FindCap(asset, moment, rules, out cap) is { } problem)
            return problem;
        return IsStable(asset.Bars.Close[..(last + 1)], rules) ? "a stablecoin, by its prices" : null;
    }

    private static string? FindCap(BasketAsset asset, DateTime moment, BasketRules rules, out double cap)
    {
        var known = asset.MarketCaps.KnownTicks.BinarySearch(moment.Ticks + 1);
        var index = (known >= 0 ? known : ~known) - 1;
        cap = index < 0 ? 0 : asset.MarketCaps.Values[index];
        if (!(cap > 0))
            return "no capitalisation is known";
        return AgeInDays(moment, asset.MarketCaps.KnownTicks[index]) is var age && age > rules.MaxAgeDays
            ? FormattableString.Invariant($"its last capitalisation is {age:0} days old")
            : null;
    }

    private static bool IsStable(ReadOnlySpan<double> closes, BasketRules rules)
    {
        var distances = closes[Math.Max(0, closes.Length - rules.StableDays)..].ToArray();
        for (var i = 0; i < distances.Length; i++)
            distances[i] = Math.Abs(distances[i] - 1);
        Array.Sort(distances);
        return distances[distances.Length / 2] < rules.StableDistance;
    }

    private static double AgeInDays(DateTime moment, long since) => (double)(moment.Ticks - since) / TimeSpan.TicksPerDay;
}
