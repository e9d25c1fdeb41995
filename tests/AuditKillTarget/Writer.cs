using System.Diagnostics;
using System.Globalization;
using Serverless.Core.Audit;
using Serverless.DurableKillTarget;
using Serverless.Infra.Audit;

namespace Serverless.AuditKillTarget;

/// <summary>Appends events of its own, and every fifth time one that all writers of all processes append.</summary>
internal sealed class Writer(AuditLog log, TrailSealer sealer, string name, int number)
{
    private const int SharedEvery = 5;
    private const int SealEvery = 2;
    private readonly Random random = new(number + (int)name[^1]);

    public async Task RunAsync(int entries)
    {
        await Task.Yield();
        for (var i = 0; i < entries; i++)
        {
            for (var pause = random.Next(20); pause > 0; pause--)
                await Task.Yield();
            var id = i % SharedEvery == 0 ? $"shared/{i}" : $"{name}/{number}/{i}";
            // One clock for all processes of the machine: what ended before another began did so for everybody.
            var began = Stopwatch.GetTimestamp();
            var receipt = await log.AppendAsync(Event(id));
            var ended = Stopwatch.GetTimestamp();
            Report.Line(string.Create(CultureInfo.InvariantCulture, $"acknowledged {id} {receipt.Index} {receipt.Hash} {(receipt.AlreadyPresent ? "present" : "new")} {began} {ended}"));
            if (number == 0 && i % SealEvery == SealEvery - 1)
                Report.Line($"signed {(await sealer.SealAsync(CancellationToken.None))!.Text.Split('\n')[1]}");
        }
    }

    private static AuditEvent Event(string id) => new()
    {
        EventId = id,
        OccurredAt = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        Actor = new AuditActor("writer"),
        Action = "result.recorded",
        Subject = id,
        CodeVersion = "1.0.0",
        CorrelationId = "race",
    };
}
