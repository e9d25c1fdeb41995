using System.Net;

namespace Serverless.Infra.Alerts;

/// <summary>Whom alerts are sent to.</summary>
public sealed class WebhookOptions
{
    /// <summary>Fewest characters of a secret.</summary>
    public const int ShortestSecret = 32;

    /// <summary>Where alerts are posted; null sends none.</summary>
    public Uri? WebhookAddress { get; set; }

    /// <summary>Shared secret that signs them, at least <see cref="ShortestSecret"/> characters.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Why these settings cannot be used, with the key at fault; null when they can.</summary>
    public string? FindProblem() => this switch
    {
        { WebhookAddress: null } => null,
        { WebhookAddress: { IsAbsoluteUri: false } or { Scheme: not "https", IsLoopback: false } or { Scheme: not ("http" or "https") } } =>
            "Alerts:WebhookAddress must be an absolute https address; http is for this machine alone.",
        { WebhookAddress.UserInfo.Length: > 0 } => "Alerts:WebhookAddress must not hold a user or password, which logs and proxies would see; receivers know alerts by Alerts:WebhookSecret.",
        { WebhookAddress: { HostNameType: UriHostNameType.IPv4 or UriHostNameType.IPv6 } address } when ReceiverAddresses.IsForbidden(IPAddress.Parse(address.IdnHost)) =>
            $"Alerts:WebhookAddress is {address.Host}, where no receiver can be: link-local, multicast, or the cloud's own.",
        { WebhookSecret: not { Length: >= ShortestSecret } } => $"Alerts:WebhookSecret must have at least {ShortestSecret} characters; receivers know by it that an alert is ours.",
        _ => null,
    };
}
