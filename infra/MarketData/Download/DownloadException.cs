namespace Serverless.Infra.MarketData.Download;

/// <summary>A source did not deliver; the message names source, data and page, and says what to do.</summary>
public sealed class DownloadException(string message, Exception? inner = null) : Exception(message, inner);
