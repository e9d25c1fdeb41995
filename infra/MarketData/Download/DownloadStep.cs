using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData.Download;

/// <summary>What one step of a download stored.</summary>
/// <param name="Added">New bars or figures.</param>
/// <param name="Replaced">Stored ones that gave way to revised ones.</param>
/// <param name="Unchanged">Those that arrived equal to the stored ones.</param>
/// <param name="Conflicts">Those that arrived different and were not taken; the stored ones stayed.</param>
/// <param name="Rejected">Those that cannot be bars.</param>
/// <param name="Dataset">The stored data; null when there are none.</param>
/// <param name="IsComplete">Whether the source has no more to give for now.</param>
public sealed record DownloadStep(int Added, int Replaced, int Unchanged, int Conflicts, int Rejected, DatasetInfo? Dataset, bool IsComplete)
{
    /// <summary>This step and a later one together.</summary>
    public DownloadStep Then(DownloadStep later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return later with
        {
            Added = Added + later.Added,
            Replaced = Replaced + later.Replaced,
            Unchanged = Unchanged + later.Unchanged,
            Conflicts = Conflicts + later.Conflicts,
            Rejected = Rejected + later.Rejected,
        };
    }
}
