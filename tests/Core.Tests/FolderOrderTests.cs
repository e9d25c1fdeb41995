using System.Text.RegularExpressions;
using Serverless.Testing;

namespace Serverless.Core.Tests;

/// <summary>The folders of core/ follow the data; each reads only folders above it.</summary>
public sealed partial class FolderOrderTests
{
    private static readonly string[] Order =
    [
        "Configuration", "Time", "Randomness", "MarketData", "Indicators", "Regimes", "Execution", "Strategies", "Portfolio", "Risk",
        "Metrics", "Backtesting", "Optimization", "Validation", "Scoring", "Lifecycle", "Trading", "Audit", "Reporting",
    ];

    [Fact]
    public void Folders_Read_OnlyFoldersAboveThem()
    {
        var core = Path.Combine(RepositoryPaths.Root, "core");
        var folders = Directory.GetDirectories(core).Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj")).ToList();
        Assert.Contains("Scoring", folders);
        Assert.All(folders, folder => Assert.Contains(folder, Order));

        var wrong = folders.SelectMany(folder => ReadBy(Path.Combine(core, folder))
            .Where(read => Array.IndexOf(Order, read) > Array.IndexOf(Order, folder))
            .Select(read => $"{folder} reads {read}"));

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> ReadBy(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Uses().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups[1].Value)
        .Distinct();

    [GeneratedRegex(@"^using Serverless\.Core\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Uses();
}
