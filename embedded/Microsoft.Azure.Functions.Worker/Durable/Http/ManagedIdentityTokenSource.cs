using System.Text.Json.Serialization;

namespace Microsoft.Azure.Functions.Worker.Extensions.DurableTask;

/// <summary>A token of the identity that Azure gives an app; without Azure there is none, and the call says so.</summary>
public class ManagedIdentityTokenSource(string resource, ManagedIdentityOptions? options = null) : TokenSource(ScopeOf(resource))
{
    [JsonPropertyName("options")]
    public ManagedIdentityOptions? Options { get; } = options;

    private static string ScopeOf(string resource) => resource?.TrimEnd('/') switch
    {
        "https://management.core.windows.net" or "https://graph.microsoft.com" => resource.TrimEnd('/') + "/.default",
        _ => resource!,
    };
}
