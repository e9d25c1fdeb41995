using System.Security.Cryptography;

namespace Microsoft.Azure.Functions.Worker.Keys;

/// <summary>The host's three keys; the master key opens everything.</summary>
internal sealed record KeySet(string Master, string Function, string System)
{
    public static KeySet Generate() => new(NewKey(), NewKey(), NewKey());

    // 256 bits, in letters that need no escaping in a query.
    private static string NewKey() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
