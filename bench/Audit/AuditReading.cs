using System.Diagnostics;
using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Bundles;
using Serverless.Infra.Keys;
using Serverless.Infra.LocalStorage;

namespace Serverless.Bench.Audit;

/// <summary>What is asked of a long log.</summary>
internal sealed class AuditReading
{
    private const int Retrievals = 2000;
    private readonly BlobTrail trail;
    private readonly TrailReader reader;
    private readonly AuditKeyring keyring;
    private readonly int entries;
    private readonly string bundlePath;

    public AuditReading(LocalStorageAccount account, string folder)
    {
        trail = new BlobTrail(account.Blobs);
        reader = new TrailReader(trail, account.Blobs, account.Tables, BlobAuditLog.DefaultOrigin, ContentProtection.None);
        keyring = AuditKeyring.Parse(File.ReadAllText(Path.Combine(folder, "keys.txt")));
        entries = int.Parse(File.ReadAllText(Path.Combine(folder, "size.txt")), CultureInfo.InvariantCulture);
        bundlePath = Path.Combine(folder, "bundle.zip");
    }

    public Task VerifyAsync() => VerifyAsync("verify all of it", trail.Entries.ReadAllAsync);

    public Task VerifyPackedAsync() => VerifyAsync("verify it from packs", trail.Packs.ReadAllAsync);

    public async Task ProveAsync()
    {
        var watch = Stopwatch.StartNew();
        using var file = new MemoryStream();
        await WriteBundleAsync(file, entries / 3);
        using var bundle = new ZipBundle(file);
        Check(BundleVerifier.Verify(bundle, keyring, witnesses: 1).IsTrusted);
        AuditCommand.Print("find and prove one decision, and verify it, cold", Seconds(watch));
    }

    public async Task RetrieveAsync()
    {
        var random = new Random(1);
        var times = new double[Retrievals];
        for (var i = 0; i < Retrievals; i++)
        {
            var number = random.Next(entries);
            var watch = Stopwatch.StartNew();
            Check(await reader.FindAsync(AuditWriting.EventId(number), CancellationToken.None) == number);
            Check((await reader.ReadAsync(number, CancellationToken.None))!.Event.EventId == AuditWriting.EventId(number));
            times[i] = watch.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        AuditCommand.Print("retrieve a decision by its event id", string.Create(
            CultureInfo.InvariantCulture, $"p50 {times[Retrievals / 2]:0.00} ms, p99 {times[Retrievals * 99 / 100]:0.00} ms, longest {times[^1]:0.0} ms"));
    }

    public async Task ExportAsync()
    {
        var watch = Stopwatch.StartNew();
        var note = (await reader.NewestAsync(entries, CancellationToken.None))!;
        await using (var file = File.Create(bundlePath))
        {
            using var zip = new ZipBundleTarget(file);
            await reader.WriteAsync(zip, note, new BundleRequest(0, entries, [], Explained: false), CancellationToken.None);
        }

        AuditCommand.Print("export it as a zip archive", string.Create(CultureInfo.InvariantCulture, $"{Seconds(watch)}, {new FileInfo(bundlePath).Length / 1048576} MiB"));
    }

    public Task VerifyOfflineAsync()
    {
        var watch = Stopwatch.StartNew();
        using var bundle = new ZipBundle(File.OpenRead(bundlePath));
        var verdict = BundleVerifier.Verify(bundle, keyring, witnesses: 1);
        Check(verdict.IsTrusted && verdict.Entries == entries);
        AuditCommand.Print("verify the archive", Seconds(watch));
        return Task.CompletedTask;
    }

    private async Task VerifyAsync(string what, Func<CancellationToken, IAsyncEnumerable<StoredAuditEntry>> read)
    {
        var watch = Stopwatch.StartNew();
        var verdict = await new TrailVerifier(read, trail.Checkpoints, trail.Witness, BlobAuditLog.DefaultOrigin, keyring).VerifyAsync(CancellationToken.None);
        Check(verdict.IsIntact && verdict.Entries.Entries == entries);
        AuditCommand.Print($"{what}, and {verdict.Checkpoints} checkpoints", Seconds(watch));
    }

    private async Task WriteBundleAsync(Stream file, int number)
    {
        var at = (await reader.FindAsync(AuditWriting.EventId(number), CancellationToken.None))!.Value;
        var note = (await reader.NewestAsync(at + 1, CancellationToken.None))!;
        using var zip = new ZipBundleTarget(file);
        await reader.WriteAsync(zip, note, new BundleRequest(at, 1, [], Explained: false), CancellationToken.None);
    }

    private static string Seconds(Stopwatch watch) => string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.00} s");

    private static void Check(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("The log is not what was written.");
    }
}
