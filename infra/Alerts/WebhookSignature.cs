using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Infra.Alerts;

/// <summary>
/// Signs what is posted: <c>t=UNIX,v1=HEX</c>, where HEX is HMAC-SHA256 (RFC 2104) of <c>UNIX.body</c> with the shared secret. The time is signed too, so that
/// an old message cannot be sent again later.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-Serverless-Signature";

    /// <summary>The header's value.</summary>
    public static string Of(string secret, DateTimeOffset time, ReadOnlySpan<byte> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        var stamp = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(stamp + "."));
        hmac.AppendData(body);
        return $"t={stamp},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
