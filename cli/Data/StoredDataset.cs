using System.CommandLine;
using Serverless.Core.MarketData;
using Serverless.Infra.MarketData;

namespace Serverless.Cli.Data;

/// <summary>The stored dataset that a user means.</summary>
internal static class StoredDataset
{
    public static Argument<string> Argument() => new("dataset")
    {
        Description = "Its name as listed (crypto/BTCUSDT_h4.parquet), or as much of it as tells it from the others (BTCUSDT).",
    };

    /// <exception cref="CommandException">None, or more than one, is called so.</exception>
    public static async Task<DatasetManifest> FindAsync(MarketDataStore store, string name, CancellationToken cancellation) =>
        Find(await store.ListAsync(cancellation), name);

    private static DatasetManifest Find(IReadOnlyList<DatasetManifest> manifests, string name)
    {
        var found = manifests.Where(manifest => manifest.Dataset.Name == name).ToList();
        if (found.Count == 0)
            found = [.. manifests.Where(manifest => manifest.Dataset.Symbol.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 0)
            found = [.. manifests.Where(manifest => manifest.Dataset.Name.Contains(name, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [var one] => one,
            [] => throw new CommandException($"No dataset is called '{name}'; 'data list' shows them all.", ExitCode.Usage),
            _ => throw new CommandException($"'{name}' may be {string.Join(" or ", found.Select(manifest => manifest.Dataset.Name))}; say which.", ExitCode.Usage),
        };
    }
}
