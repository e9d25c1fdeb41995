using System.Diagnostics;
using System.Globalization;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Keys;
using Serverless.Infra.LocalStorage;

namespace Serverless.Bench.Audit;

/// <summary>Writes the log as a host does: cycles of a thousand entries, each signed and witnessed at its end.</summary>
internal static class AuditWriting
{
    private const int CycleSize = 1000;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(LocalStorageAccount account, string folder, int entries)
    {
        var trail = new BlobTrail(account.Blobs);
        await trail.CreateAsync(CancellationToken.None);
        await account.Tables.GetTableClient(TableAuditIndex.TableName).CreateIfNotExistsAsync();
        using var log = BlobAuditLog.Open(account.Blobs, account.Tables);
        var sealer = new TrailSealer(trail, Keys(folder, "log"), Keys(folder, "witness"), log.Origin);
        var (appending, signing) = (new Stopwatch(), new Stopwatch());
        for (var first = 0; first < entries; first += CycleSize)
        {
            appending.Start();
            await log.AppendManyAsync([.. Enumerable.Range(first, Math.Min(CycleSize, entries - first)).Select(Event)]);
            appending.Stop();
            signing.Start();
            await sealer.SealAsync(CancellationToken.None);
            signing.Stop();
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "keys.txt"), (await sealer.ReadKeyringAsync(CancellationToken.None)).ToString());
        await File.WriteAllTextAsync(Path.Combine(folder, "size.txt"), entries.ToString(CultureInfo.InvariantCulture));
        AuditCommand.Print(
            string.Create(CultureInfo.InvariantCulture, $"append {entries} entries"), string.Create(CultureInfo.InvariantCulture, $"{appending.Elapsed.TotalSeconds:0.0} s, {entries / appending.Elapsed.TotalSeconds:0} per second"));
        AuditCommand.Print("read back, sign and witness them by cycles", string.Create(CultureInfo.InvariantCulture, $"{signing.Elapsed.TotalSeconds:0.0} s"));
    }

    /// <summary>Id of the event of an entry.</summary>
    public static string EventId(int number) => string.Create(CultureInfo.InvariantCulture, $"cycle-{number / CycleSize}/result/sma-cross-{number % CycleSize:000}");

    private static KeyFolder Keys(string folder, string name) => new(Path.Combine(folder, name), TimeProvider.System);

    // As long as the entry of an evaluated strategy.
    private static AuditEvent Event(int number) => new()
    {
        EventId = EventId(number),
        OccurredAt = Start.AddSeconds(number),
        Actor = new AuditActor("evaluation-cycle", [], "timer"),
        Action = "strategy.evaluated",
        Subject = string.Create(CultureInfo.InvariantCulture, $"sma-cross-{number % CycleSize:000}"),
        ContentHash = AuditHash.OfContent(BitConverter.GetBytes(number)),
        ConfigHash = AuditHash.OfContent(BitConverter.GetBytes(number / CycleSize)),
        Details = [new("score", "71.250000000000014"), new("sharpe", "1.0312345678901234"), new("maxDrawdown", "-0.12345678901234568"), new("windows", "16"), new("trades", "240")],
        CodeVersion = "1.0.0+0123456789abcdef",
        CorrelationId = string.Create(CultureInfo.InvariantCulture, $"cycle-{number / CycleSize}"),
    };
}
