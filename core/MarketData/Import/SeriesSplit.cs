namespace Serverless.Core.MarketData;

/// <summary>Hands each row to the series that it belongs to: by its symbol, and by the columns that it fills.</summary>
internal sealed class SeriesSplit(TableLayout layout, ImportLog file)
{
    private readonly Dictionary<string, SeriesRows[]> bySymbol = [];
    private readonly List<SeriesRows> all = [];
    private string lastSymbol = "";
    private SeriesRows[]? last;

    /// <summary>The series, in the order in which the file begins them.</summary>
    public IReadOnlyList<SeriesRows> All => all;

    /// <summary>The series that a row contributes to, one per set of columns.</summary>
    public SeriesRows[] Of(ReadOnlySpan<char> symbol)
    {
        // Rows of one symbol stand together, as a rule.
        if (last is not null && symbol.SequenceEqual(lastSymbol))
            return last;
        if (!bySymbol.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(symbol, out last))
        {
            var name = symbol.IsEmpty ? file.Source.Symbol : Clean(symbol.ToString());
            bySymbol[symbol.ToString()] = last = [.. layout.Series.Select(columns => Begin(name, columns))];
            all.AddRange(last);
        }

        if (!symbol.SequenceEqual(lastSymbol))
            lastSymbol = symbol.ToString();
        return last;
    }

    private SeriesRows Begin(string rowSymbol, SeriesColumns columns)
    {
        var symbol = (columns.Symbol ?? rowSymbol) + columns.Suffix;
        return new SeriesRows(rowSymbol, symbol, columns, new ImportLog(file.Source with { Symbol = symbol }, file.Policy, file));
    }

    // BTC/USDT and BTCUSDT are one pair; blobs cannot be named with blanks; of a perpetual only the file's name tells that it is one.
    private string Clean(string symbol)
    {
        var clean = symbol.Replace("/", "", StringComparison.Ordinal).Replace(' ', '-').Replace('_', '-');
        return file.Source.Symbol == clean + BarFileName.PerpetualSuffix ? file.Source.Symbol : clean;
    }
}
