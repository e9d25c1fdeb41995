using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Core.Audit;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Access;

/// <summary>
/// Records who called what: every call that may change something before it is made, and every refusal. A refusal that is repeated within a minute (same caller, function and
/// cause; whoever proves nobody counts as one caller) is counted, and the count recorded once, so that nobody floods the trail by being refused.
/// </summary>
public sealed class AccessTrail(CycleTrail trail, TimeProvider time, ILogger<AccessTrail> logger) : IHostedService, IDisposable
{
    /// <summary>Who calls without proof.</summary>
    public const string Nobody = "anonymous";

    private const int LongestPath = 500;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private Dictionary<(string Who, string Function, string Code), Refusal> refusals = [];
    private ITimer? end;

    /// <summary>Records a call that is about to be made.</summary>
    internal Task GrantedAsync(Call call, Caller caller, CancellationToken cancellation) =>
        trail.AppendAsync(Event($"{call.Id}/granted", call, "access.granted", caller, [new("path", PathOf(call)), new("verb", call.Request.Method)]), cancellation);

    /// <summary>Records a refusal, or counts it. The call stays refused when it cannot be recorded; then the log has it.</summary>
    internal async Task RefusedAsync(Call call, Caller? caller, string code)
    {
        var key = (caller?.Id ?? Nobody, call.Function, code);
        lock (gate)
        {
            if (refusals.TryGetValue(key, out var before))
            {
                refusals[key] = before with { Repeats = before.Repeats + 1 };
                return;
            }

            if (refusals.Count == 0)
                StartWindow();
            refusals[key] = new Refusal(call, caller, code, 0);
        }

        await RecordAsync(Event($"{call.Id}/refused", call, "access.refused", caller, [new("code", code), new("verb", call.Request.Method)]));
    }

    /// <summary>Refuses, with 403, what only the function itself can judge, and records it.</summary>
    internal async Task<IResult> RefuseAsync(HttpRequest request, (string Code, string Detail) why)
    {
        var (call, caller) = request.Admitted();
        await RefusedAsync(call, caller, why.Code);
        return Problems.Of(StatusCodes.Status403Forbidden, why.Code, why.Detail);
    }

    /// <summary>Records how often refusals were repeated, and begins anew.</summary>
    public async Task CloseWindowAsync()
    {
        Dictionary<(string, string, string), Refusal> closed;
        lock (gate)
            (closed, refusals) = (refusals, []);
        foreach (var one in closed.Values.Where(one => one.Repeats > 0))
        {
            var repeats = one.Repeats.ToString(CultureInfo.InvariantCulture);
            await RecordAsync(Event($"{one.First}/repeats", one.Function, "access.refused", one.Caller, [new("code", one.Code), new("repeats", repeats), new("verb", one.Verb)]));
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => CloseWindowAsync();

    /// <inheritdoc/>
    public void Dispose() => end?.Dispose();

    private void StartWindow()
    {
        end?.Dispose();
        end = time.CreateTimer(_ => _ = CloseWindowAsync(), null, Window, Timeout.InfiniteTimeSpan);
    }

    // Nobody gets around it by hanging up.
    private async Task RecordAsync(AuditEvent entry)
    {
        try
        {
            await trail.AppendAsync(entry, CancellationToken.None);
        }
        catch (Exception error) when (error is AuditStoreException or AuditLogBrokenException or Azure.RequestFailedException)
        {
            logger.LogError(error, "{Caller} was refused {Function}, which could not be recorded", entry.Actor.Id, entry.Subject);
        }
    }

    private static string PathOf(Call call)
    {
        var path = call.Request.Path.Value ?? "/";
        return path.Length > LongestPath ? path[..LongestPath] : path;
    }

    private AuditEvent Event(string id, Call call, string action, Caller? caller, AuditDetails details) => Event(id, call.Function, action, caller, details);

    private AuditEvent Event(string id, string function, string action, Caller? caller, AuditDetails details) => new()
    {
        EventId = $"access/{id}",
        OccurredAt = time.GetUtcNow(),
        Actor = caller?.ToActor() ?? new AuditActor(Nobody),
        Action = action,
        Subject = $"functions/{function}",
        Details = details,
        CodeVersion = CycleTrail.CodeVersion,
        CorrelationId = id,
    };

    // Not the call itself: a request must not outlive its answer.
    private sealed record Refusal(string First, string Function, string Verb, Caller? Caller, string Code, int Repeats)
    {
        public Refusal(Call call, Caller? caller, string code, int repeats)
            : this(call.Id, call.Function, call.Request.Method, caller, code, repeats)
        {
        }
    }
}
