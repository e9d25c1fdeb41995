using System.Globalization;

namespace Serverless.Core.MarketData;

/// <summary>
/// Reads factor files of the Lean engine: no header; date (yyyyMMdd), price factor, split factor, reference price. A row applies up to and
/// including its date. The first row marks the first day of the instrument under its ticker, the last one lies far ahead.
/// </summary>
public static class LeanFactorFile
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="text">The file's text.</param>
    /// <exception cref="FormatException">A line is no row, or not after the one above; the message names file and line.</exception>
    public static AdjustmentFactors Read(string file, TextReader text)
    {
        var rows = new List<AdjustmentRow>();
        for (var line = 1; text.ReadLine() is { } content; line++)
        {
            if (content.AsSpan().Trim().IsEmpty)
                continue;
            var row = Parse(content)
                ?? throw new FormatException($"{file} line {line}: '{content}' is not 'yyyyMMdd,price factor,split factor,reference price' with positive factors.");
            if (rows.Count > 0 && row.Through <= rows[^1].Through)
                throw new FormatException($"{file} line {line}: {row.Through:yyyyMMdd} is not after the row above.");
            rows.Add(row);
        }

        return rows.Count > 0
            ? new AdjustmentFactors(rows[0].Through, rows)
            : throw new FormatException($"{file} is empty; an instrument without actions still has a first and a last row.");
    }

    private static AdjustmentRow? Parse(string line)
    {
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        return fields.Length == 4
            && DateOnly.TryParseExact(fields[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && TryNumber(fields[1], out var price) && TryNumber(fields[2], out var split) && TryNumber(fields[3], out var reference)
            && price > 0 && split > 0 && reference >= 0
            ? new AdjustmentRow(date, price, split, reference)
            : null;
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
