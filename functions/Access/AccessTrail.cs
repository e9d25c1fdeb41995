using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Core.Audit;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;
using Serverless.Infra.Logging;

namespace Serverless.Functions.Access;

/// <summary>
/// Records who called what: every privileged call before it is made, and every refusal. A refusal that is repeated within a minute (same caller, function and
/// cause; whoever proves nobody counts as one caller) is counted, and so is the same read of the same caller within an hour; the count is recorded once, so that
/// nobody floods the trail by being refused or by looking again.
/// </summary>
public sealed class AccessTrail : IHostedService, IDisposable
{
    /// <summary>Who calls without proof.</summary>
    public const string Nobody = "anonymous";

    private const int LongestPath = 500;
    private static readonly TimeSpan RefusalWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReadWindow = TimeSpan.FromHours(1);

    private readonly CycleTrail trail;
    private readonly TimeProvider time;
    private readonly ILogger<AccessTrail> logger;
    private readonly CallWindow refusals;
    private readonly CallWindow reads;

    /// <summary>Records into <paramref name="trail"/>.</summary>
    public AccessTrail(CycleTrail trail, TimeProvider time, ILogger<AccessTrail> logger)
    {
        (this.trail, this.time, this.logger) = (trail, time, logger);
        refusals = new CallWindow(time, RefusalWindow, closed => TellAsync(closed, "access.refused", "code"));
        reads = new CallWindow(time, ReadWindow, closed => TellAsync(closed, "access.granted", "path"));
    }

    /// <summary>Records a call that is about to be made.</summary>
    internal Task GrantedAsync(Call call, Caller caller, CancellationToken cancellation) =>
        trail.AppendAsync(Event($"{call.Id}/granted", call.Function, "access.granted", caller, [new("path", PathOf(call)), new("verb", call.Request.Method)]), cancellation);

    /// <summary>Whether the caller has read the same within the hour, so that it is counted and needs no entry.</summary>
    internal bool IsReadAgain(Call call, Caller caller) => reads.Counted(caller, call.Function, PathOf(call));

    /// <summary>Records a read that is about to be made; only once that is done, the same is counted.</summary>
    internal async Task ReadAsync(Call call, Caller caller, CancellationToken cancellation)
    {
        await GrantedAsync(call, caller, cancellation);
        reads.IsFirst(call, caller, PathOf(call));
    }

    /// <summary>Records a refusal, or counts it. The call stays refused when it cannot be recorded; then the log has it.</summary>
    internal async Task RefusedAsync(Call call, Caller? caller, string code)
    {
        if (refusals.IsFirst(call, caller, code))
            await RecordAsync(Event($"{call.Id}/refused", call.Function, "access.refused", caller, [new("code", code), new("verb", call.Request.Method)]));
    }

    /// <summary>Refuses, with 403, what only the function itself can judge, and records it.</summary>
    internal async Task<IResult> RefuseAsync(HttpRequest request, (string Code, string Detail) why)
    {
        var (call, caller) = request.Admitted();
        await RefusedAsync(call, caller, why.Code);
        return Problems.Of(StatusCodes.Status403Forbidden, why.Code, why.Detail);
    }

    /// <summary>Records how often calls were repeated, and begins anew.</summary>
    public async Task CloseWindowsAsync()
    {
        await refusals.CloseAsync();
        await reads.CloseAsync();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => CloseWindowsAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        refusals.Dispose();
        reads.Dispose();
    }

    private async Task TellAsync(IReadOnlyList<CallWindow.Repeated> closed, string action, string what)
    {
        foreach (var one in closed)
        {
            var repeats = one.Repeats.ToString(CultureInfo.InvariantCulture);
            await RecordAsync(Event($"{one.First}/repeats", one.Function, action, one.Caller, AuditDetails.Create([new(what, one.What), new("repeats", repeats), new("verb", one.Verb)])));
        }
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
            logger.LogError(error, "{Caller}: {Action} of {Function} could not be recorded", entry.Actor.Id, entry.Action, entry.Subject);
        }
    }

    // A query may name an object, and may by mistake hold a key.
    private static string PathOf(Call call)
    {
        var path = LogMask.Clean($"{call.Request.Path.Value ?? "/"}{(call.Writes ? "" : call.Request.QueryString.Value)}", LogStream.Events);
        return path.Length > LongestPath ? path[..LongestPath] : path;
    }

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
}
