using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Keys;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Builds the URLs of the management API; a client handed to a function knows its host's.</summary>
internal sealed class DurableWebhooks(DurableSettings settings, HostKeys keys, HttpHost host)
{
    public const string Prefix = "/runtime/webhooks/durabletask";

    private static readonly ConditionalWeakTable<DurableTaskClient, DurableWebhooks> OfClients = [];

    public static DurableWebhooks Of(DurableTaskClient client) => OfClients.TryGetValue(client, out var webhooks)
        ? webhooks
        : throw new InvalidOperationException("This client belongs to no function. Take it as a parameter: [DurableClient] DurableTaskClient client.");

    public void AttachTo(DurableTaskClient client) => OfClients.AddOrUpdate(client, this);

    /// <summary>What the worker's helpers return; the worker writes the text's placeholder in double braces.</summary>
    public HttpManagementPayload Payload(string instanceId, Uri? baseUrl) => Payload(instanceId, baseUrl, "{{text}}", withRestart: false);

    /// <summary>What the management API itself returns.</summary>
    public HttpManagementPayload HostPayload(string instanceId, Uri baseUrl) => Payload(instanceId, baseUrl, "{text}", withRestart: true);

    private HttpManagementPayload Payload(string instanceId, Uri? baseUrl, string text, bool withRestart)
    {
        var root = (baseUrl ?? host.Address).GetLeftPart(UriPartial.Authority);
        var instance = $"{root}{Prefix}/instances/{Uri.EscapeDataString(instanceId)}";
        var query = $"taskHub={settings.HubName}&connection={settings.ConnectionName}&code={keys.System}";
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = $"{instance}?{query}",
            SendEventPostUri = $"{instance}/raiseEvent/{{eventName}}?{query}",
            TerminatePostUri = $"{instance}/terminate?reason={text}&{query}",
            PurgeHistoryDeleteUri = $"{instance}?{query}",
            RestartPostUri = withRestart ? $"{instance}/restart?{query}" : null,
            SuspendPostUri = $"{instance}/suspend?reason={text}&{query}",
            ResumePostUri = $"{instance}/resume?reason={text}&{query}",
        };
    }
}
