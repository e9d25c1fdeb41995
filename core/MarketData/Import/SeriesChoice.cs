namespace Serverless.Core.MarketData;

/// <summary>
/// Chooses among the imports of one symbol and timeframe, as they come: the one with more bars and, of equals, with fewer defects. It remembers
/// figures, not bars.
/// </summary>
public sealed class SeriesChoice
{
    private readonly Dictionary<(string Symbol, Timeframe? Timeframe), (string File, int Kept, int Defects)> best = [];

    /// <summary>The import itself, with a note when it takes the place of an earlier one; or, when an earlier one is better, the import
    /// without its data, refused as <see cref="DataDefect.Superseded"/>.</summary>
    public DataImport Offer(DataImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        if (import.IsRefused)
            return import;
        var symbol = import.Series?.Symbol ?? import.Observations!.Symbol;
        var key = (symbol, import.Series?.Timeframe);
        var figures = (import.Source.File, import.Kept, import.Counts.Sum(count => count.Count));
        if (!best.TryGetValue(key, out var earlier))
        {
            best[key] = figures;
            return import;
        }

        if ((figures.Kept, -figures.Item3).CompareTo((earlier.Kept, -earlier.Defects)) <= 0)
            return import.Refused(DataDefect.Superseded, $"{import.Kept} rows of {symbol} {key.Timeframe}, of which {earlier.File} has {earlier.Kept}");
        best[key] = figures;
        return import with { Notes = [.. import.Notes, $"takes the place of {earlier.File}, which has {earlier.Kept} rows of {symbol} {key.Timeframe}"] };
    }
}
