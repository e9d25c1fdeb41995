using System.Reflection;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Timers;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>What /admin/host/status says, under the vendor's names; nothing in it needs a key.</summary>
internal sealed class HostStatus(DurableSettings settings, TimeProvider time, VirtualTime virtualTime)
{
    private readonly string instanceId = Guid.NewGuid().ToString();
    private readonly long started = time.GetTimestamp();

    public object Json()
    {
        var assembly = typeof(HostStatus).Assembly;
        var status = new Dictionary<string, object?>
        {
            ["id"] = settings.HubName.ToLowerInvariant(),
            ["state"] = "Running",
            ["version"] = assembly.GetName().Version!.ToString(),
            ["versionDetails"] = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            ["instanceId"] = instanceId,
            ["processUptime"] = (long)time.GetElapsedTime(started).TotalMilliseconds,
            ["functionAppContentEditingState"] = "NotAllowed",
        };
        if (time is VirtualClock clock)
            status["virtualTime"] = new { now = clock.GetUtcNow(), end = clock.End, isOver = virtualTime.IsOver };
        return status;
    }
}
