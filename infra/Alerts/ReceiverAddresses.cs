using System.Net;
using System.Net.Sockets;

namespace Serverless.Infra.Alerts;

/// <summary>
/// Which addresses are never a receiver of alerts, whatever name led there: where a cloud hands credentials to its machines, and what is no single machine. Networks of
/// one's own are no such addresses, since receivers stand there too.
/// </summary>
internal static class ReceiverAddresses
{
    // Azure's WireServer, which has a public number.
    private static readonly IPAddress WireServer = IPAddress.Parse("168.63.129.16");

    // AWS's instance metadata, within the networks of one's own.
    private static readonly IPAddress MetadataV6 = IPAddress.Parse("fd00:ec2::254");

    private static readonly IPNetwork[] Never =
        [IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/3"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8")];

    /// <summary>Whether nothing may be sent to <paramref name="address"/>.</summary>
    public static bool IsForbidden(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.Equals(WireServer) || plain.Equals(MetadataV6) || plain.Equals(IPAddress.IPv6Any) || Never.Any(network => network.Contains(plain));
    }

    /// <summary>Connects to the receiver, at an address that was looked at: a name may lead elsewhere than when the settings were read.</summary>
    /// <param name="receiver">The address in the settings; loopback only where they say so themselves.</param>
    /// <param name="endpoint">What to connect to: the receiver, or a proxy before it.</param>
    /// <param name="resolve">Finds the addresses of a name.</param>
    /// <param name="cancellation">Stops connecting.</param>
    /// <exception cref="HttpRequestException">The name leads where nothing may be sent.</exception>
    public static async ValueTask<Stream> ConnectAsync(
        Uri receiver, DnsEndPoint endpoint, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellation)
    {
        var addresses = await resolve(endpoint.Host, cancellation);
        var isReceiver = endpoint.Host.Equals(receiver.IdnHost, StringComparison.OrdinalIgnoreCase);
        if (isReceiver && Array.Find(addresses, address => IsForbidden(address) || (IPAddress.IsLoopback(address) && !receiver.IsLoopback)) is { } forbidden)
            throw new HttpRequestException($"The webhook {receiver.Host} leads to {forbidden}, to which alerts are not sent; correct Alerts:WebhookAddress or the name.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endpoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
