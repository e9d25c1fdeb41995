namespace Serverless.Infra.MarketData.Download;

/// <summary>How far a download is.</summary>
/// <param name="Target">What is being downloaded.</param>
/// <param name="From">Where it started.</param>
/// <param name="At">Open time of the newest bar that has arrived.</param>
/// <param name="Until">Where it ends.</param>
public sealed record DownloadProgress(DownloadTarget Target, DateTimeOffset From, DateTimeOffset At, DateTimeOffset Until)
{
    /// <summary>Share of the time span that has arrived, 0 to 1.</summary>
    public double Fraction => Until > From ? Math.Clamp((At - From) / (Until - From), 0, 1) : 1;
}
