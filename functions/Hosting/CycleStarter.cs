using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Serverless.Core.Validation;
using Serverless.Functions.Api;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Turns a request into a started cycle. The cycle's id is derived from the idempotency key or from the time.</summary>
public sealed class CycleStarter(IOptions<EvaluationOptions> defaults, TimeProvider time)
{
    /// <summary>The input of the cycle that <paramref name="request"/> asks for.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it.</exception>
    public CycleInput Prepare(StartCycleRequest request, string requestedBy, string? idempotencyKey)
    {
        var now = time.GetUtcNow();
        var id = Instances.IdOf("cycle", idempotencyKey, now);
        return new CycleInput(id, now, requestedBy, SettingsOf(request), request.Promote);
    }

    private EvaluationSettings SettingsOf(StartCycleRequest request) => request is { Reevaluates: not null, ParentCycle: not null } or { Reevaluates: not null, Strategies: not null }
        ? throw new ArgumentException("reevaluates takes the strategies of that cycle as they are: leave parentCycle and strategies out.")
        : defaults.Value.ToSettings(request.Seed, request.Strategies, request.ParentCycle) with { Reevaluates = request.Reevaluates };

    /// <summary>Starts the cycle unless there is one with its id, and returns the input of the one that now exists.</summary>
    public static Task<CycleInput> StartAsync(DurableTaskClient client, CycleInput input, CancellationToken cancellation) =>
        client.StartOnceAsync(nameof(EvaluationCycle), input.CycleId, input, cancellation);
}
