using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>All data files below a folder.</summary>
public static class MarketDataFolder
{
    private static readonly string[] Suffixes = [".csv", ".csv.gz", ".tsv", ".tsv.gz", ".json", ".json.gz", ".jsonl", ".jsonl.gz", ".zip"];

    /// <summary>
    /// Loads one file, or every data file below a folder, in the order of their names, one file at a time: what was yielded is not kept. A bad
    /// file never stops the others: it comes back without data, with its reasons. Files that hold one series in parts are joined.
    /// </summary>
    /// <param name="fileOrFolder">A file of any name, or a folder, of which .csv, .tsv, .json and .jsonl files are read, plain or .gz,
    /// and .zip files.</param>
    /// <param name="policy">What to do about each defect.</param>
    /// <param name="wants">Which files of a folder to read, by name; null for all.</param>
    /// <exception cref="FileNotFoundException">There is neither a file nor a folder at <paramref name="fileOrFolder"/>, or the folder has
    /// no such file.</exception>
    public static IEnumerable<DataImport> Load(string fileOrFolder, ImportPolicy policy, Func<string, bool>? wants = null)
    {
        if (File.Exists(fileOrFolder))
            return MarketDataFile.Load(fileOrFolder, policy);
        if (!Directory.Exists(fileOrFolder))
            throw new FileNotFoundException($"There is no file or folder '{fileOrFolder}'.", fileOrFolder);

        var names = Directory.EnumerateFiles(fileOrFolder, "*", SearchOption.AllDirectories)
            .Where(IsDataFile)
            .Select(path => Path.GetRelativePath(fileOrFolder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return names.Length == 0
            ? throw new FileNotFoundException($"The folder '{fileOrFolder}' holds no {string.Join(", ", Suffixes)} file.", fileOrFolder)
            : FileParts.Group([.. names.Where(name => wants?.Invoke(name) ?? true)]).SelectMany(parts => LoadParts(fileOrFolder, parts, policy));
    }

    private static IEnumerable<DataImport> LoadParts(string folder, IReadOnlyList<string> parts, ImportPolicy policy)
    {
        var imports = parts.Select(name => MarketDataFile.Load(Path.Combine(folder, name), BarFileName.Describe(name), policy));
        return parts.Count == 1 ? imports.First() : ImportJoin.Join(imports);
    }

    private static bool IsDataFile(string path) =>
        Suffixes.Any(suffix => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) && !MarketDataFile.IsMapping(path);
}
