using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Serverless.Functions.Hosting;

/// <summary>What all work that callers start has in common: an id stands for one piece of work, and for the orchestration that does it.</summary>
internal static class Instances
{
    private const int KeyDigits = 20;

    /// <summary>An id such as <c>cycle-20260101T010000000Z</c>, or one that is the same whenever the key is.</summary>
    public static string IdOf(string kind, string? idempotencyKey, DateTimeOffset now) => string.IsNullOrEmpty(idempotencyKey)
        ? string.Create(CultureInfo.InvariantCulture, $"{kind}-{now:yyyyMMdd'T'HHmmssfff'Z'}")
        : $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)))[..KeyDigits]}";

    /// <summary>The idempotency key of what a timer starts: one a minute at most, however often it fires.</summary>
    public static string KeyOf(string timer, DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{timer} {now:yyyy-MM-dd'T'HH:mm'Z'}");

    /// <summary>Starts the work unless there is some with its id, and returns the input of what now exists.</summary>
    public static async Task<TInput> StartOnceAsync<TInput>(
        this DurableTaskClient client, string orchestrator, string id, TInput input, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation) is not { } existing)
            existing = await client.ScheduleAsync(orchestrator, id, input, cancellation);
        return existing.ReadInputAs<TInput>()!;
    }

    /// <summary>Starts the work, or finds the one that somebody else has started under this id in the meantime.</summary>
    /// <returns>What now exists, with its input.</returns>
    public static async Task<OrchestrationMetadata> ScheduleAsync<TInput>(
        this DurableTaskClient client, string orchestrator, string id, TInput input, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id), cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Which exception says that the id is taken differs from one backend to the next.
            if (await client.GetInstanceAsync(id, cancellation) is not { IsCompleted: false })
                throw;
        }

        return (await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation))!;
    }

    /// <summary>The work with this id, with input and output; null when there is none, or it is of another kind.</summary>
    public static async Task<OrchestrationMetadata?> FindAsync(
        this DurableTaskClient client, string orchestrator, string id, CancellationToken cancellation) =>
        !id.StartsWith('@') // an entity
        && await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation) is { } instance
        && string.Equals(instance.Name, orchestrator, StringComparison.OrdinalIgnoreCase)
            ? instance
            : null;

    /// <summary>When the work ended; null while it goes on.</summary>
    public static DateTimeOffset? EndOf(this OrchestrationMetadata instance) => instance.IsCompleted ? instance.LastUpdatedAt : null;

    /// <summary>What it ended with; null unless it completed.</summary>
    public static TOutput? OutcomeOf<TOutput>(this OrchestrationMetadata instance)
        where TOutput : class => instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<TOutput>() : null;
}
