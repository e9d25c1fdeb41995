namespace Serverless.Infra.MarketData.Download;

/// <summary>What to do after a failed download.</summary>
internal static class DownloadAdvice
{
    public const string Later = "What came before is stored; run the same command again to go on from there.";

    public static string For(int? status) => status switch
    {
        401 or 403 => "Check the key of this source in the settings, and what it may read.",
        400 or 404 or 422 => "Check the symbol and the timeframe.",
        _ => Later,
    };

    /// <summary>Whether an answer of this status, or none, may be another one later.</summary>
    public static bool IsTransient(int? status) => status is null or 408 or 418 or 429 or >= 500;
}
