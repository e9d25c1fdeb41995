using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Keys;

/// <summary>
/// Who may call what. Settings HostKeys:Master, HostKeys:Function and HostKeys:System come first; keys that no
/// setting gives are kept in .secrets/host.json, made at the first start.
/// </summary>
internal sealed class HostKeys
{
    private const string Header = "x-functions-key";

    private readonly KeySet keys;

    public HostKeys(IConfiguration settings, ScriptRoot root)
    {
        var (master, function, system) = (settings["HostKeys:Master"], settings["HostKeys:Function"], settings["HostKeys:System"]);
        if (master is null || function is null || system is null)
        {
            var stored = KeyFile.ReadOrCreate(root.PathOf(Path.Combine(".secrets", "host.json")));
            (master, function, system) = (master ?? stored.Master, function ?? stored.Function, system ?? stored.System);
        }

        keys = new KeySet(master, function, system);
    }

    /// <summary>The key of the durable management API.</summary>
    public string System => keys.System;

    public bool Allow(HttpRequest request, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
            return true;
        var presented = request.Headers[Header].FirstOrDefault() ?? request.Query["code"].FirstOrDefault();
        if (string.IsNullOrEmpty(presented))
            return false;
        var master = Same(presented, keys.Master);
        return level switch
        {
            AuthorizationLevel.Function => master | Same(presented, keys.Function),
            AuthorizationLevel.System => master | Same(presented, keys.System),
            _ => master,
        };
    }

    public static Task Refuse(HttpContext context) =>
        Results.Problem(detail: $"Send a key of the right level in the header {Header} or as ?code=.", statusCode: StatusCodes.Status401Unauthorized)
            .ExecuteAsync(context);

    // Hashes have one length, so that the time of the comparison tells nothing, not even how long a key is.
    private static bool Same(string presented, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
