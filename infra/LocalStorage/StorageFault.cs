namespace Serverless.Infra.LocalStorage;

/// <summary>A request that the service refuses.</summary>
internal sealed class StorageFault(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public static StorageFault NotBuilt(StorageRequest request) =>
        new(501, "NotImplemented", $"Local storage cannot answer {request.Method} {request.Uri.PathAndQuery}; use Azurite for this.");
}
