namespace Serverless.Core.MarketData;

/// <summary>Chooses where several files hold one symbol and timeframe, or figures that come as often.</summary>
public static class SeriesChoice
{
    /// <summary>
    /// The imports in their order, of which one for each symbol and timeframe keeps its data: whole bars before closes
    /// alone, then the one with the most rows, then with the fewest defects, then the first. The others are refused as <see cref="DataDefect.Superseded"/>. Only data that still may be
    /// chosen are held.
    /// </summary>
    public static IReadOnlyList<DataImport> Among(IEnumerable<DataImport> imports)
    {
        ArgumentNullException.ThrowIfNull(imports);
        var results = new List<DataImport>();
        var best = new Dictionary<(string Symbol, string Step), int>();
        foreach (var import in imports)
        {
            results.Add(import);
            if (import.IsRefused)
                continue;
            var key = import.Series is { } series ? (series.Symbol, series.Timeframe.ToString()) : (import.Observations!.Symbol, import.Observations.Step);
            var (winner, loser) = (results.Count - 1, best.GetValueOrDefault(key, -1));
            if (loser >= 0 && Rank(results[winner]).CompareTo(Rank(results[loser])) <= 0)
                (winner, loser) = (loser, winner);
            best[key] = winner;
            if (loser >= 0)
                results[loser] = Superseded(results[loser], results[winner]);
        }

        return results;
    }

    // Closes alone make bars of no height, on which no stop or limit would ever be tested.
    private static (bool IsWhole, int Kept, int Defects) Rank(DataImport import) =>
        (import.Count(DataDefect.CloseOnly) == 0, import.Kept, -import.Counts.Sum(count => count.Count));

    private static DataImport Superseded(DataImport import, DataImport by) =>
        import.Refused(DataDefect.Superseded, $"{by.Source.File} is preferred for {import.Source.Symbol}: it has {by.Kept} rows, this has {import.Kept}{(import.Count(DataDefect.CloseOnly) > 0 ? " closes" : string.Empty)}");
}
