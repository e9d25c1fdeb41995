using System.Collections;
using Serverless.Cli.Storage;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Infra.MarketData.Download;
using Serverless.Infra.State;

namespace Serverless.Cli.Data;

/// <summary>The sources with the keys that the environment has, under the names of the host's settings: <c>MarketData__FredKey</c>.</summary>
internal static class DownloadEnvironment
{
    private const string Prefix = "MarketData__";
    private const string AddressPrefix = Prefix + "Addresses__";

    public static DownloadSources Sources()
    {
        var settings = new DownloadSettings
        {
            AlpacaKeyId = Value("AlpacaKeyId"),
            AlpacaSecretKey = Value("AlpacaSecretKey"),
            FredKey = Value("FredKey"),
        };
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable.Key is string name && name.StartsWith(AddressPrefix, StringComparison.OrdinalIgnoreCase))
                settings.Addresses[name[AddressPrefix.Length..]] = Uri.TryCreate(variable.Value as string, UriKind.Absolute, out var address) ? address
                    : throw new CommandException($"{name} is '{variable.Value}', which is no address.", ExitCode.Usage);
        }

        return DownloadSources.Create(settings, new HttpPolicy(), TimeProvider.System);
    }

    /// <summary>The audit trail of a storage account, under the name that <c>Audit__Origin</c> gives it.</summary>
    public static async Task<AuditLog> OpenTrailAsync(OpenStorage storage, CancellationToken cancellation)
    {
        await StateStorage.CreateAsync(storage.Tables, storage.Blobs, cancellation);
        return BlobAuditLog.Open(storage.Blobs, storage.Tables, Environment.GetEnvironmentVariable("Audit__Origin") ?? BlobAuditLog.DefaultOrigin);
    }

    private static string? Value(string name) => Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } value ? value : null;
}
