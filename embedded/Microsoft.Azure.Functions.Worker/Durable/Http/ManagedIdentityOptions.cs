using System.Text.Json.Serialization;

namespace Microsoft.Azure.Functions.Worker.Extensions.DurableTask;

public class ManagedIdentityOptions(Uri? authorityHost = null, string? tenantId = null)
{
    [JsonPropertyName("authorityhost")]
    public Uri? AuthorityHost { get; set; } = authorityHost;

    [JsonPropertyName("tenantid")]
    public string? TenantId { get; set; } = tenantId;
}
