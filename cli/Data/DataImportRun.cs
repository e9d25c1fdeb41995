using System.Globalization;
using Serverless.Cli.Storage;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Infra.Audit;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Cli.Data;

/// <summary>Reads all files first, so that the best of several sources of a series is known, then stores one dataset after another.</summary>
/// <param name="storage">Where to; null to store nothing.</param>
internal sealed class DataImportRun(OpenStorage? storage, ImportPolicy policy, Timeframe? resample, DataImportView view, TimeProvider time)
{
    public async Task<int> RunAsync(IEnumerable<string> paths, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var imports = await DataImportView.FollowAsync(say => Task.FromResult(SeriesChoice.Among(Read(paths, say, cancellation))));
        IReadOnlyList<ImportOutcome> outcomes = storage is null
            ? [.. imports.Select(import => new ImportOutcome(import, null, false))]
            : await DataImportView.FollowAsync(say => StoreAsync(storage, imports, say, cancellation));
        view.Report(outcomes, time.GetElapsedTime(started), isDryRun: storage is null);
        if (outcomes.All(outcome => outcome.Import.IsRefused))
            return ExitCode.Failure;
        return outcomes.Any(outcome => outcome.Verdict == ImportVerdict.Refused) ? ExitCode.Partial : ExitCode.Success;
    }

    private IEnumerable<DataImport> Read(IEnumerable<string> paths, Action<string> say, CancellationToken cancellation)
    {
        foreach (var import in paths.SelectMany(Load))
        {
            cancellation.ThrowIfCancellationRequested();
            say($"read {import.Source.File}");
            yield return import;
            if (resample is { } timeframe && import.Series is { } series && series.Timeframe < timeframe
                && RegularHours.Of(series, import.Source.Market) is { Count: > 0 } regular)
            {
                yield return import with { Series = Resampler.Resample(regular, timeframe).Series, Notes = [.. import.Notes, $"made of {series.Timeframe} bars in regular hours"] };
            }
        }
    }

    private IEnumerable<DataImport> Load(string path)
    {
        try
        {
            return MarketDataFolder.Load(path, policy);
        }
        catch (FileNotFoundException error)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    private async Task<IReadOnlyList<ImportOutcome>> StoreAsync(
        OpenStorage target, IReadOnlyList<DataImport> imports, Action<string> say, CancellationToken cancellation)
    {
        await StateStorage.CreateAsync(target.Tables, target.Blobs, cancellation);
        using var log = BlobAuditLog.Open(target.Blobs, target.Tables);
        var batch = time.GetUtcNow().ToString("'import-'yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var trail = new ImportTrail(log, new AuditActor($"cli/{Environment.UserName}"), batch, time);
        var outcomes = new List<ImportOutcome>(imports.Count);
        foreach (var import in imports)
        {
            say($"store {import.Source.File}");
            if (import.IsRefused)
                await trail.RefusedAsync(import, cancellation);
            outcomes.Add(import.IsRefused ? new ImportOutcome(import, null, false) : await StoreAsync(target.MarketData, trail, import, cancellation));
        }

        return outcomes;
    }

    private static async Task<ImportOutcome> StoreAsync(MarketDataStore store, ImportTrail trail, DataImport import, CancellationToken cancellation)
    {
        var isNew = false;
        var manifest = import.Series is { } series
            ? await store.SaveAsync(series, import.Source.Market, import.Origin, import.Counts, RecordAsync, cancellation)
            : await store.SaveAsync(import.Observations!, import.Source.Market, import.Origin, import.Counts, RecordAsync, cancellation);
        return new ImportOutcome(import, manifest, isNew);

        Task RecordAsync(DatasetManifest next)
        {
            isNew = true;
            return trail.StoringAsync(next, cancellation);
        }
    }
}
