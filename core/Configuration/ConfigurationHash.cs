using System.Security.Cryptography;
using System.Text.Json;

namespace Serverless.Core.Configuration;

/// <summary>Identity of a configuration: equal settings have equal hashes on every machine.</summary>
public static class ConfigurationHash
{
    /// <summary>
    /// SHA-256, as 64 lower-case hexadecimal digits, of the UTF-8 JSON of <paramref name="settings"/>: properties in order of declaration,
    /// no white space, shortest round-trip numbers.
    /// </summary>
    public static string Of<T>(T settings)
        where T : notnull => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(settings)));
}
