using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Infra.Alerts;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Tells the webhook what it does not know yet.</summary>
public sealed class TellAlerts(AlertTable alerts, AlertWebhook webhook, ILogger<TellAlerts> logger)
{
    /// <summary>
    /// Sends what is pending, the oldest first, until something is not accepted: the rest stays pending for the next look. Without a webhook everything
    /// counts as told.
    /// </summary>
    /// <returns>How many alerts are left.</returns>
    [Function(nameof(TellAlerts))]
    public async Task<int> RunAsync([ActivityTrigger] string checkId, CancellationToken cancellation)
    {
        var pending = (await alerts.ListPendingAsync(cancellation)).Reverse().ToList();
        for (var told = 0; told < pending.Count; told++)
        {
            try
            {
                if (webhook.IsOn)
                    await webhook.SendAsync(pending[told].Id, pending[told].Alert, cancellation);
            }
            catch (HttpRequestException error)
            {
                logger.LogError(error, "{Count} alerts wait for the webhook", pending.Count - told);
                return pending.Count - told;
            }

            await alerts.SetToldAsync(pending[told], cancellation);
        }

        return 0;
    }
}
