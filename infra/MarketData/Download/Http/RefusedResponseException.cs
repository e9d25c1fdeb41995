namespace Serverless.Infra.MarketData.Download;

/// <summary>An answer that another attempt would not improve.</summary>
internal sealed class RefusedResponseException(string message) : HttpRequestException(message);
