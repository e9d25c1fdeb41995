using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData.Download;

/// <summary>
/// Brings stored data up to date, step by step. Every step looks at what is stored and goes on from there, so that a download resumes after
/// any interruption and a repeated one changes nothing.
/// </summary>
/// <param name="store">Where the data are.</param>
/// <param name="sources">Where they come from.</param>
/// <param name="log">The trail, which records what is stored before it is.</param>
/// <param name="time">Bars that have not closed by its clock are left out.</param>
public sealed class MarketDataUpdater(MarketDataStore store, DownloadSources sources, AuditLog log, TimeProvider time)
{
    /// <summary>Bars that a step stores before it ends: few enough to lose little, many enough to rewrite the file seldom.</summary>
    public const int StepBars = 50_000;

    // Bars before the last one that show whether a vendor has adjusted its history meanwhile.
    private const int AdjustmentBars = 5;

    /// <summary>Fetches and stores what is missing, up to <see cref="StepBars"/> of bars.</summary>
    /// <param name="target">What to bring up to date.</param>
    /// <param name="until">Bars open before this time; null for now.</param>
    /// <param name="progress">Told after every page.</param>
    /// <param name="cancellationToken">Stops the download; pages that have arrived are stored.</param>
    /// <exception cref="DownloadException">The source refused or kept failing; pages that have arrived are stored.</exception>
    public async Task<DownloadStep> StepAsync(
        DownloadTarget target, DateTimeOffset? until = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var end = until ?? time.GetUtcNow();
        return target.Timeframe is { } timeframe
            ? await StepAsync(sources.BarsOf(target.Source), target, timeframe, end, progress, cancellationToken)
            : await ReplaceAsync(sources.FiguresOf(target.Source), target, end, cancellationToken);
    }

    private async Task<DownloadStep> StepAsync(
        IBarDownload source, DownloadTarget target, Timeframe timeframe, DateTimeOffset until, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var stored = await FindAsync(target.StoredSymbol(), timeframe, source.MarketOf(target.Symbol), cancellation);
        if (stored is null)
            return await AppendAsync(source, new BarRequest(target.Symbol, timeframe, StartOf(target), until), target, OverlapPolicy.ReviseLast, StepBars, progress, cancellation);

        var series = await store.LoadAsync(stored, cancellation);
        if (source.Adjustment != PriceAdjustment.Raw && await IsAdjustedAnewAsync(source, target, series, cancellation))
        {
            var all = new BarRequest(target.Symbol, timeframe, target.From < stored.First ? target.From.Value : stored.First, until);
            return await AppendAsync(source, all, target, OverlapPolicy.TakeNew, int.MaxValue, progress, cancellation);
        }

        // What lies before the stored bars is fetched at one go: half of it would leave a gap that no later step sees.
        var before = target.From < stored.First
            ? await AppendAsync(source, new BarRequest(target.Symbol, timeframe, target.From.Value, stored.First), target, OverlapPolicy.KeepStored, int.MaxValue, progress, cancellation)
            : null;
        var after = await AppendAsync(source, new BarRequest(target.Symbol, timeframe, stored.Last, until), target, OverlapPolicy.ReviseLast, StepBars, progress, cancellation);
        return before?.Then(after) ?? after;
    }

    private async Task<DownloadStep> AppendAsync(
        IBarDownload source, BarRequest request, DownloadTarget target, OverlapPolicy policy, int limit, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var arrived = new List<Bar>();
        var isComplete = true;
        try
        {
            await foreach (var page in source.FetchAsync(request, cancellation))
            {
                arrived.AddRange(page);
                if (arrived.Count > 0)
                    progress?.Report(new DownloadProgress(target, request.From, new DateTimeOffset(arrived.Max(bar => bar.OpenTime)), request.Until));
                isComplete = arrived.Count < limit;
                if (!isComplete)
                    break;
            }
        }
        catch (Exception error) when (arrived.Count > 0 && limit < int.MaxValue && error is DownloadException or OperationCanceledException)
        {
            await StoreAsync(source, target, request.Timeframe, arrived, policy, CancellationToken.None);
            throw;
        }

        // A step that stored nothing would be repeated for ever.
        var step = await StoreAsync(source, target, request.Timeframe, arrived, policy, cancellation);
        return step with { IsComplete = isComplete || step.Added == 0 };
    }

    private async Task<DownloadStep> StoreAsync(
        IBarDownload source, DownloadTarget target, Timeframe timeframe, List<Bar> arrived, OverlapPolicy policy, CancellationToken cancellation)
    {
        var market = source.MarketOf(target.Symbol);
        MergedSeries? merged = null;
        var trail = NewTrail(target);
        var manifest = await store.UpdateAsync(
            target.StoredSymbol(),
            timeframe,
            market,
            DownloadSources.OriginOf(target, source.Adjustment),
            stored => (merged = SeriesMerge.Merge(stored, arrived, market, time.GetUtcNow(), policy)).Series,
            changed => trail.StoringAsync(changed, cancellation),
            cancellation);
        return new DownloadStep(
            merged!.Added, merged.Replaced, merged.Unchanged, merged.Conflicts.Count - merged.Replaced, merged.Rejected.Count, manifest?.Dataset, IsComplete: true);
    }

    private static async Task<bool> IsAdjustedAnewAsync(IBarDownload source, DownloadTarget target, BarSeries series, CancellationToken cancellation)
    {
        var last = series.Count - 1;
        var first = Math.Max(0, last - AdjustmentBars);
        if (first == last)
            return false;
        var request = new BarRequest(target.Symbol, series.Timeframe, new DateTimeOffset(series.OpenTime(first)), new DateTimeOffset(series.OpenTime(last)));
        var arrived = new List<Bar>();
        await foreach (var page in source.FetchAsync(request, cancellation))
            arrived.AddRange(page);
        return PriceRescaling.Shows(series, arrived);
    }

    private async Task<DownloadStep> ReplaceAsync(IFiguresDownload source, DownloadTarget target, DateTimeOffset until, CancellationToken cancellation)
    {
        var known = (await store.ListAsync(cancellation)).FirstOrDefault(manifest => manifest.Dataset.Timeframe is null && manifest.Origin == DownloadSources.OriginOf(target, PriceAdjustment.Unknown));
        var from = known is null ? StartOf(target) : target.From < known.Dataset.First ? target.From.Value : known.Dataset.First;
        var figures = await source.FetchAsync(target.Symbol, from, until, cancellation);
        if (figures.Count == 0)
            return new DownloadStep(0, 0, 0, 0, 0, known?.Dataset, IsComplete: true);
        var trail = NewTrail(target);
        var stored = await store.SaveAsync(
            figures, source.Market, DownloadSources.OriginOf(target, PriceAdjustment.Unknown), [], changed => trail.StoringAsync(changed, cancellation), cancellation);
        var isChanged = known is null || stored.Dataset.Sha256 != known.Dataset.Sha256;
        var added = figures.Count - (known?.Dataset.Rows ?? 0);
        return new DownloadStep(Math.Max(0, added), 0, isChanged ? 0 : figures.Count, 0, 0, stored.Dataset, IsComplete: true);
    }

    // The time makes the ids of two attempts differ: after a crash between entry and data, the next attempt may store other data.
    private ImportTrail NewTrail(DownloadTarget target) => new(
        log,
        new AuditActor("market-data-download"),
        string.Create(CultureInfo.InvariantCulture, $"download-{target.Source}-{target.StoredSymbol()}-{time.GetUtcNow():yyyyMMdd'T'HHmmssfffffff'Z'}"),
        time);

    private async Task<DatasetInfo?> FindAsync(string symbol, Timeframe timeframe, Market market, CancellationToken cancellation) =>
        (await store.ListAsync(cancellation)).Select(manifest => manifest.Dataset)
            .FirstOrDefault(dataset => dataset.Symbol == symbol && dataset.Timeframe == timeframe && dataset.Market == market);

    private static DateTimeOffset StartOf(DownloadTarget target) =>
        target.From ?? throw new DownloadException($"{target}: nothing is stored yet, so say from when on to download.");
}
