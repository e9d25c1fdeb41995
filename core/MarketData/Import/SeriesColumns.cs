namespace Serverless.Core.MarketData;

/// <summary>Columns of one series in a table, by index; -1 where there is none.</summary>
/// <param name="Symbol">Its symbol; null takes the row's symbol, or the file's.</param>
/// <param name="Suffix">What the symbol is followed by, for example <c>.marketcap</c>.</param>
/// <param name="Open">First price; the same column four times where only one price is known.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price, or the figure.</param>
/// <param name="Volume">Volume.</param>
/// <param name="Trades">Number of trades.</param>
/// <param name="IsFigure">A figure instead of a bar.</param>
/// <param name="MayBeEmpty">Whether an empty field means that the series has nothing at that time; else it is a defect.</param>
internal sealed record SeriesColumns(
    string? Symbol, string Suffix, int Open, int High, int Low, int Close, int Volume = -1, int Trades = -1, bool IsFigure = false, bool MayBeEmpty = false)
{
    /// <summary>Whether bars have one price only.</summary>
    public bool IsCloseOnly => !IsFigure && Open == Close;

    public static SeriesColumns Figure(int column, string? symbol = null, string suffix = "") =>
        new(symbol, suffix, column, column, column, column, IsFigure: true, MayBeEmpty: true);

    public static SeriesColumns CloseOnly(int column, string? symbol, bool mayBeEmpty) =>
        new(symbol, "", column, column, column, column, MayBeEmpty: mayBeEmpty);
}
