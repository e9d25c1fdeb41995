using CryptoExchange.Net.Objects;

namespace Serverless.Infra.MarketData.Download;

internal static class BinanceResult
{
    /// <summary>The data of a result.</summary>
    /// <exception cref="DownloadException">It failed.</exception>
    public static T Read<T>(WebCallResult<T> result, string what, CancellationToken cancellation)
    {
        if (result.Success)
            return result.Data;
        cancellation.ThrowIfCancellationRequested();
        var status = (int?)result.ResponseStatusCode;
        var answered = status is null or 200 ? "" : $"answered {status}: ";
        throw new DownloadException($"binance, {what}: {answered}{result.Error!.Message.TrimEnd('.')}. {DownloadAdvice.For(status)}", DownloadAdvice.IsTransient(status) && result.Error.Exception is not RefusedResponseException, result.Error.Exception);
    }
}
