namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>What imports give for a basket.</summary>
/// <param name="Assets">Assets with daily bars and capitalisations, by symbol.</param>
/// <param name="LeftOut">Every import that is in no asset: the file with the row and reason of its last issue, or what is missing beside it.</param>
public sealed record BasketAssets(IReadOnlyList<BasketAsset> Assets, IReadOnlyList<string> LeftOut)
{
    /// <summary>
    /// Pairs daily bars with the capitalisations of the same symbol. Files that were refused are left out with their reason; so is a symbol of
    /// which only one half is there, and what comes second for a symbol that is complete already.
    /// </summary>
    public static BasketAssets Of(IEnumerable<DataImport> imports)
    {
        ArgumentNullException.ThrowIfNull(imports);
        var bars = new SortedDictionary<string, DataImport>(StringComparer.Ordinal);
        var caps = new SortedDictionary<string, DataImport>(StringComparer.Ordinal);
        var leftOut = new List<string>();
        foreach (var import in imports)
        {
            var fits = import switch
            {
                { IsRefused: true } => Refusal(import),
                { Series: { Timeframe: Timeframe.D1, Symbol: var symbol } } => Add(bars, symbol, import, "bars"),
                { Observations.Symbol: var name } when BasketAsset.FindAsset(name) is { } asset => Add(caps, asset, import, "capitalisations"),
                _ => $"{import.Source.File}: neither daily bars nor capitalisations",
            };
            if (fits is not null)
                leftOut.Add(fits);
        }

        leftOut.AddRange(Alone(bars, caps, "capitalisations"));
        leftOut.AddRange(Alone(caps, bars, "daily bars"));
        return new BasketAssets(
            [.. bars.Where(pair => caps.ContainsKey(pair.Key)).Select(pair => new BasketAsset(pair.Value.Series!, caps[pair.Key].Observations!))], leftOut);
    }

    private static string? Add(SortedDictionary<string, DataImport> found, string symbol, DataImport import, string what)
    {
        if (found.TryAdd(symbol, import))
            return null;
        return $"{import.Source.File}: {symbol} has its {what} from {found[symbol].Source.File} already";
    }

    private static string Refusal(DataImport import)
    {
        var cause = import.Issues[^1];
        var row = import.Issues.FirstOrDefault(issue => issue is { Line: not null, Action: DefectAction.QuarantineRow });
        return row is null || row == cause ? $"{cause}" : $"{cause}; first of them: line {row.Line}, {row.Reason}";
    }

    private static IEnumerable<string> Alone(
        SortedDictionary<string, DataImport> these, SortedDictionary<string, DataImport> others, string missing) =>
        these.Where(pair => !others.ContainsKey(pair.Key)).Select(pair => $"{pair.Value.Source.File}: no {missing} of {pair.Key}");
}
