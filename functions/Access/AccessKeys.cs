using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Serverless.Functions.Access;

/// <summary>Tells which role a presented secret stands for, in a time that doesn't depend on how much of it is right.</summary>
public sealed class AccessKeys(IOptions<AccessOptions> options)
{
    private readonly byte[]? viewer = Digest(options.Value.ViewerKey);
    private readonly byte[]? operatorKey = Digest(options.Value.OperatorKey);

    /// <summary>The role of <paramref name="presented"/>, or null when it stands for none.</summary>
    public Role? RoleOf(string? presented)
    {
        if (string.IsNullOrEmpty(presented))
            return null;
        var digest = Digest(presented);
        var isOperator = Matches(operatorKey, digest);
        var isViewer = Matches(viewer, digest);
        return isOperator ? Role.Operator : isViewer ? Role.Viewer : null;
    }

    private static bool Matches(byte[]? expected, byte[]? actual) => expected is not null && CryptographicOperations.FixedTimeEquals(expected, actual);

    private static byte[]? Digest(string? key) => string.IsNullOrEmpty(key) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
