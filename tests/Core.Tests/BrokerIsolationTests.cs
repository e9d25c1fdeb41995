using System.Text.RegularExpressions;
using Serverless.Testing;

namespace Serverless.Core.Tests;

/// <summary>What tries strategies out can never reach an account in which money lies: no code path leads there, so that none has to be guarded.</summary>
public sealed partial class BrokerIsolationTests
{
    // The only code that speaks to brokers and exchanges: bars are downloaded, and orders are sent, where there is such a folder.
    private static readonly string[] Speakers = ["infra/MarketData/Download/", "infra/Trading/"];

    private static readonly string[] Research =
    [
        "core/Strategies", "core/Backtesting", "core/Optimization", "core/Validation", "core/Scoring", "core/Reporting",
        "infra/Backtests", "infra/Runs", "infra/Experiments", "cli/Backtests", "cli/Optimize", "cli/Experiments", "cli/Reports", "cli/Simulation",
    ];

    [Fact]
    public void Vendors_OfBrokers_AreSpokenToInOnePlace()
    {
        var speakers = new[] { "core", "infra", "functions", "cli" }.SelectMany(Files).Where(file => Vendor().IsMatch(file.Text)).Select(file => file.Name).ToList();

        Assert.NotEmpty(speakers);
        Assert.All(speakers, name => Assert.Contains(Speakers, folder => name.StartsWith(folder, StringComparison.Ordinal)));
    }

    [Fact]
    public void Research_Code_KnowsNoBroker()
    {
        foreach (var folder in Research)
        {
            var files = Files(folder).ToList();
            Assert.NotEmpty(files);
            Assert.All(files, file => Assert.False(Trading().IsMatch(file.Text) || Vendor().IsMatch(file.Text) || Download().IsMatch(file.Text), $"{file.Name} can reach a broker."));
        }
    }

    [Fact]
    public void Models_KnowNeitherOrdersNorAccountsNorEachOther()
    {
        var models = Files("core/Strategies/Models").ToList();
        var names = models.Select(file => Path.GetFileNameWithoutExtension(file.Name)).Where(name => name.Contains("Model_v", StringComparison.Ordinal)).ToList();

        Assert.True(names.Count >= 3);
        Assert.All(models, file => Assert.DoesNotContain("using Serverless.Core.Execution", file.Text, StringComparison.Ordinal));
        foreach (var (name, text) in models.Where(file => names.Contains(Path.GetFileNameWithoutExtension(file.Name))))
            Assert.All(names.Where(other => other != Path.GetFileNameWithoutExtension(name)), other => Assert.DoesNotMatch($@"\b{other}\b", text));
    }

    private static IEnumerable<(string Name, string Text)> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(RepositoryPaths.Root, path).Replace('\\', '/'), Path: path))
            .Where(file => !file.Name.Contains("/obj/", StringComparison.Ordinal) && !file.Name.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => (file.Name, File.ReadAllText(file.Path)));

    [GeneratedRegex(@"^using (Alpaca|Binance|CryptoExchange|Kraken)", RegexOptions.Multiline)]
    private static partial Regex Vendor();

    [GeneratedRegex(@"^using Serverless\.(Core|Infra)\.Trading", RegexOptions.Multiline)]
    private static partial Regex Trading();

    [GeneratedRegex(@"^using Serverless\.Infra\.MarketData\.Download", RegexOptions.Multiline)]
    private static partial Regex Download();
}
