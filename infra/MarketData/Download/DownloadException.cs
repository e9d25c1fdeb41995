namespace Serverless.Infra.MarketData.Download;

/// <summary>A source did not deliver; the message names source, data and page, and says what to do.</summary>
/// <param name="message">What happened.</param>
/// <param name="isTransient">Whether the same request may succeed later.</param>
/// <param name="inner">What it comes from.</param>
public sealed class DownloadException(string message, bool isTransient = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; } = isTransient;
}
