using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>All bar files below a folder.</summary>
public static class MarketDataFolder
{
    /// <summary>
    /// Loads one file, or every .csv and .csv.gz below a folder, in the order of their names. A bad file never stops the others: it comes
    /// back without a series, with its reasons. Where several files hold one symbol and timeframe, the longest series stays and the others
    /// are refused.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is neither a file nor a folder at <paramref name="fileOrFolder"/>, or the folder has
    /// no such file.</exception>
    public static IReadOnlyList<DataImport> Load(string fileOrFolder, ImportPolicy policy)
    {
        if (File.Exists(fileOrFolder))
            return [MarketDataFile.Load(fileOrFolder, policy)];
        if (!Directory.Exists(fileOrFolder))
            throw new FileNotFoundException($"There is no file or folder '{fileOrFolder}'.", fileOrFolder);

        var names = Directory.EnumerateFiles(fileOrFolder, "*", SearchOption.AllDirectories)
            .Where(IsBarFile)
            .Select(path => Path.GetRelativePath(fileOrFolder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (names.Length == 0)
            throw new FileNotFoundException($"The folder '{fileOrFolder}' holds no .csv or .csv.gz file.", fileOrFolder);
        return PreferLongest(Array.ConvertAll(
            names,
            name => MarketDataFile.Load(Path.Combine(fileOrFolder, name), BarFileName.Describe(name), policy)));
    }

    private static bool IsBarFile(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    private static DataImport[] PreferLongest(DataImport[] imports)
    {
        var longest = imports
            .Where(import => import.Series is not null)
            .GroupBy(import => (import.Series!.Symbol, import.Series.Timeframe))
            .ToDictionary(group => group.Key, group => group.MaxBy(import => import.Series!.Count)!);
        return Array.ConvertAll(imports, import =>
        {
            if (import.Series is not { } series || longest[(series.Symbol, series.Timeframe)] is var kept && kept == import)
                return import;
            var reason = $"{series.Count} bars of {series.Symbol} {series.Timeframe}, of which {kept.Source.File} has {kept.Series!.Count}";
            var issue = new DataIssue(import.Source.File, null, DataDefect.Superseded, DefectAction.RefuseFile, reason);
            return import with { Series = null, Issues = [.. import.Issues, issue] };
        });
    }
}
