using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Where to listen: --port, --urls, FUNCTIONS_PORT, ASPNETCORE_URLS, in this order; else port 7071 on loopback.</summary>
internal static class HttpAddress
{
    private const int DefaultPort = 7071;

    /// <exception cref="InvalidOperationException">A port or an address is malformed.</exception>
    public static IReadOnlyList<string> From(IConfiguration settings)
    {
        if (settings["port"] is { Length: > 0 } port)
            return [Loopback(port, "--port")];
        if (settings["urls"] is { Length: > 0 } urls)
            return Split(urls, "--urls");
        if (settings["FUNCTIONS_PORT"] is { Length: > 0 } functionsPort)
            return [Loopback(functionsPort, "FUNCTIONS_PORT")];
        return settings["ASPNETCORE_URLS"] is { Length: > 0 } fromEnvironment
            ? Split(fromEnvironment, "ASPNETCORE_URLS")
            : [Loopback(DefaultPort.ToString(CultureInfo.InvariantCulture), "")];
    }

    private static string Loopback(string port, string setting) =>
        ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{number}")
            : throw new InvalidOperationException($"{setting} is '{port}'; it must be a port from 0 to 65535 (0 takes a free one).");

    private static string[] Split(string urls, string setting)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return addresses.All(a => a.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            ? addresses
            : throw new InvalidOperationException($"{setting} is '{urls}'; it must list http:// addresses, for example http://127.0.0.1:7071.");
    }
}
