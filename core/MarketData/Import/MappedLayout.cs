using System.Globalization;
using Serverless.Core.Configuration;

namespace Serverless.Core.MarketData;

/// <summary>The layout that a mapping declares.</summary>
internal static class MappedLayout
{
    /// <summary>The layout; null, and an issue that refuses the file, when the mapping names a column that is not there.</summary>
    public static TableLayout? Find(CsvMapping mapping, RowSample sample, ImportLog log)
    {
        if (mapping is { Time: null, Close: null, Value: null })
            return LayoutFinder.Find(sample, log) is { } found ? Refine(found, mapping) : null;
        var columns = sample.Names?.Count ?? (sample.Rows.Count > 0 ? sample.Rows[0].Length : 0);
        var time = Column(mapping.Time ?? "time", nameof(mapping.Time));
        var price = Column(mapping.Value ?? mapping.Close ?? "close", mapping.Value is null ? nameof(mapping.Close) : nameof(mapping.Value));
        var (open, high, low) = mapping is { Open: null, High: null, Low: null }
            ? (price, price, price)
            : (Column(mapping.Open ?? "open", nameof(mapping.Open)), Column(mapping.High ?? "high", nameof(mapping.High)), Column(mapping.Low ?? "low", nameof(mapping.Low)));
        var volume = mapping.Volume is null ? -1 : Column(mapping.Volume, nameof(mapping.Volume));
        var symbol = mapping.SymbolColumn is null ? -1 : Column(mapping.SymbolColumn, nameof(mapping.SymbolColumn));
        if (log.Refused)
            return null;
        var series = mapping.Value is null ? new SeriesColumns(null, "", open, high, low, price, volume) : SeriesColumns.Figure(price);
        var layout = new TableLayout(columns, time, [series]) { Symbol = symbol };
        return Refine(
            layout with
            {
                DateOrder = SampleStyles.FindDateOrder(sample, time).Order,
                Numbers = SampleStyles.FindNumberStyle(sample, layout),
            },
            mapping);

        int Column(string name, string role)
        {
            var index = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < columns
                ? number
                : Enumerable.Range(0, sample.Names?.Count ?? 0).FirstOrDefault(i => sample.Names![i] == ColumnNames.Normalise(name), -1);
            if (index >= 0)
                return index;
            var hint = sample.Names is { } names
                ? $"did you mean '{NearestName.Of(name, names)}'?"
                : $"the file has no header: give an index from 0 to {columns - 1}";
            log.Report(DataDefect.MissingColumn, sample.HeaderLine, $"the mapping's column '{name}' for {role} is not there; {hint}");
            return 0;
        }
    }

    private static TableLayout Refine(TableLayout layout, CsvMapping mapping) => layout with
    {
        TimeFormat = mapping.TimeFormat,
        DateOrder = mapping.DateOrder ?? layout.DateOrder,
        Numbers = mapping.Numbers ?? layout.Numbers,
        PriceDivisor = layout.PriceDivisor / mapping.PriceMultiplier,
        Notes = [.. layout.Notes, "columns by the mapping"],
    };
}
