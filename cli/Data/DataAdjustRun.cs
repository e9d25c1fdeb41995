using System.Globalization;
using System.Security.Cryptography;
using Serverless.Cli.Storage;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Infra.Audit;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;
using Spectre.Console;

namespace Serverless.Cli.Data;

/// <summary>Adjusts one stored series by a factor file and stores the result under a name of its own.</summary>
internal sealed class DataAdjustRun(OpenStorage storage, TimeProvider time)
{
    private const string Suffix = ".adj";

    /// <returns>The manifest of the adjusted series.</returns>
    /// <exception cref="CommandException">The dataset holds no bars, its adjustment is unknown, or the factors do not fit it.</exception>
    public async Task<DatasetManifest> RunAsync(
        DatasetManifest manifest,
        string factorFile,
        PriceAdjustment? from,
        PriceAdjustment to,
        AdjustmentDirection direction,
        CancellationToken cancellation)
    {
        if (manifest.Dataset.Timeframe is null)
            throw new CommandException($"{manifest.Dataset.Name} holds dated figures; only bars can be adjusted.", ExitCode.Usage);
        var stated = from ?? manifest.Origin.Adjustment;
        if (stated == PriceAdjustment.Unknown)
            throw new CommandException($"{manifest.Dataset.Name} does not say what its prices are adjusted for; say it with --from.", ExitCode.Usage);
        var (factors, hash) = Read(factorFile);
        var bars = Covered(await storage.MarketData.LoadAsync(manifest.Dataset, cancellation), factors);
        var adjusted = Adjust(bars, factors, stated, to, direction);
        var origin = new DataOrigin(
            manifest.Origin.Vendor, $"{manifest.Dataset.Name} {manifest.Dataset.Sha256} by {Path.GetFileName(factorFile)}, {direction}", hash, to);

        await StateStorage.CreateAsync(storage.Tables, storage.Blobs, cancellation);
        using var log = BlobAuditLog.Open(storage.Blobs, storage.Tables);
        var batch = time.GetUtcNow().ToString("'adjust-'yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var trail = new ImportTrail(log, new AuditActor($"cli/{Environment.UserName}"), batch, time);
        return await storage.MarketData.SaveAsync(
            adjusted, manifest.Dataset.Market, origin, [], next => trail.StoringAsync(next, cancellation), cancellation);
    }

    private static (AdjustmentFactors Factors, string Sha256) Read(string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            using var text = new StreamReader(new MemoryStream(bytes));
            return (LeanFactorFile.Read(Path.GetFileName(file), text), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or InvalidDataException)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    /// <summary>The bars from the first date of the factors on; those before are named, not silently dropped.</summary>
    private static BarSeries Covered(BarSeries bars, AdjustmentFactors factors)
    {
        var found = bars.OpenTicks.BinarySearch(factors.First.ToDateTime(TimeOnly.MinValue).Ticks);
        var before = found >= 0 ? found : ~found;
        if (before > 0)
            Consoles.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before} bars before {factors.First:yyyy-MM-dd}, where the factors begin, are left out."));
        return before == bars.Count
            ? throw new CommandException($"All bars of {bars.Symbol} are older than the factors, which begin on {factors.First:yyyy-MM-dd}.", ExitCode.Usage)
            : bars.Slice(before, bars.Count - before);
    }

    private static BarSeries Adjust(BarSeries bars, AdjustmentFactors factors, PriceAdjustment from, PriceAdjustment to, AdjustmentDirection direction)
    {
        try
        {
            return PriceAdjuster.Adjust(bars, factors, from, to, direction).As(bars.Symbol + Suffix);
        }
        catch (ArgumentException error)
        {
            throw new CommandException(error.Message.Split(" (Parameter")[0], ExitCode.Usage, error);
        }
    }
}
