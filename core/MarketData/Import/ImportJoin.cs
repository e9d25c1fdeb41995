using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.MarketData;

/// <summary>Joins the imports of files that hold one series in parts.</summary>
public static class ImportJoin
{
    /// <summary>
    /// One import per symbol and timeframe: the bars of all parts in order of time, of a time that two parts have the later part's bar. A
    /// refused part leaves a gap and its issues. The hash is that of the parts' hashes, one per line.
    /// </summary>
    /// <param name="parts">The imports of each file, in the order of the files.</param>
    public static IReadOnlyList<DataImport> Join(IEnumerable<IReadOnlyList<DataImport>> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var all = parts.SelectMany(part => part).ToArray();
        var joined = all.Where(import => import.Series is not null)
            .GroupBy(import => (import.Series!.Symbol, import.Series.Timeframe))
            .Select(group => JoinSeries([.. group]));
        return [.. joined, .. all.Where(import => import.Series is null)];
    }

    private static DataImport JoinSeries(DataImport[] parts)
    {
        var first = parts[0];
        if (parts.Length == 1)
            return first;
        var bars = new SortedDictionary<long, Bar>();
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Series!.Count; i++)
                bars[part.Series.OpenTicks[i]] = part.Series[i];
        }

        var rows = new BarRows();
        foreach (var (time, bar) in bars)
            rows.Add(0, time, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
        var file = $"{first.Source.File} … {parts[^1].Source.File}";
        return new DataImport(
            first.Source with { File = file, Date = null },
            first.Origin with { Source = file, SourceSha256 = Hash(parts) },
            rows.ToSeries(first.Series!.Symbol, first.Series.Timeframe),
            null,
            [.. parts.SelectMany(part => part.Issues)],
            [.. parts.SelectMany(part => part.Counts).GroupBy(count => (count.Defect, count.Action), count => count.Count)
                .Select(group => new DefectCount(group.Key.Defect, group.Key.Action, group.Sum()))],
            [.. parts.SelectMany(part => part.Notes).Distinct()],
            parts.Sum(part => part.Rows),
            parts.Sum(part => part.Repaired),
            parts.Sum(part => part.Quarantined),
            first.Policy);
    }

    private static string Hash(DataImport[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Origin.SourceSha256}\n")))));
}
