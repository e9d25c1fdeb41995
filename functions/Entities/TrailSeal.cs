using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.Logging;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Entities;

/// <summary>
/// Signs the audit log, one checkpoint after the other, and knows how far it is signed and verified. A failure leaves the last good state
/// beside its message: entries go on to be written, and the next signal catches up.
/// </summary>
public sealed class TrailSeal(TrailKeeper keeper, TimeProvider time, ILogger<TrailSeal> logger) : TaskEntity<TrailSealState>
{
    /// <summary>The only one.</summary>
    public static EntityInstanceId Id { get; } = new(nameof(TrailSeal), "log");

    /// <summary>Signs the present head, if the log grew.</summary>
    public async Task Seal()
    {
        try
        {
            if (await keeper.SealAsync(CancellationToken.None) is { } note)
                State = State.Sealed(note, time.GetUtcNow());
        }
        catch (Exception error) when (error is CheckpointForkException or WitnessRefusalException or AuditLogBrokenException)
        {
            logger.LogCritical(error, "The audit log contradicts what was signed of it: {Message}", error.Message);
            State = State with { Failure = error.Message };
        }
        catch (Exception error) when (error is AuditStoreException or NoteKeyException)
        {
            logger.LogError(error, "The audit log could not be signed: {Message}", error.Message);
            State = State with { Failure = error.Message };
        }
    }

    /// <summary>How far the log is signed and verified.</summary>
    public TrailSealState Get() => State;

    /// <summary>Takes the verdict of a verification.</summary>
    public void Verified(TrailReport report) => State = State.After(report);

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(TrailSeal))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<TrailSeal>();
}
