using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Serverless.Functions.Access;

/// <summary>Tells which role a presented secret stands for, in a time that doesn't depend on how much of it is right.</summary>
public sealed class AccessKeys(IOptions<AccessOptions> options)
{
    /// <summary>Header that carries the secret.</summary>
    public const string Header = "x-api-key";

    private readonly (Role Role, byte[] Digest)[] keys =
        [.. options.Value.Keys.Where(one => !string.IsNullOrEmpty(one.Key)).Select(one => (one.Role, Digest(one.Key!)))];

    /// <summary>The role of <paramref name="presented"/>, or null when it stands for none.</summary>
    public Role? RoleOf(string? presented)
    {
        if (string.IsNullOrEmpty(presented))
            return null;
        var digest = Digest(presented);
        Role? found = null;
        foreach (var (role, expected) in keys)
        {
            // All are compared, whichever matches.
            if (CryptographicOperations.FixedTimeEquals(expected, digest))
                found = role;
        }

        return found;
    }

    /// <summary>A machine that holds the secret; null when it is none of ours. It proves no person.</summary>
    public Caller? CallerOf(string? presented) => RoleOf(presented) is { } role ? new Caller($"key:{role}", [role]) : null;

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
