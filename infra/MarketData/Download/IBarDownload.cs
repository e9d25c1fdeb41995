using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData.Download;

/// <summary>A vendor that bars are downloaded from.</summary>
public interface IBarDownload
{
    /// <summary>Name in settings and commands, in lower case, for example <c>binance</c>.</summary>
    string Name { get; }

    /// <summary>What the vendor does to the prices of equities.</summary>
    PriceAdjustment Adjustment { get; }

    /// <summary>The calendar of <paramref name="symbol"/>.</summary>
    Market MarketOf(string symbol);

    /// <summary>Fetches bars page by page, the earliest page first. A page holds its bars as the vendor sent them: unordered, repeated, with
    /// NaN for missing values, and with the bar that is still forming.</summary>
    /// <exception cref="DownloadException">The vendor refused or kept failing; pages that came before are valid.</exception>
    IAsyncEnumerable<IReadOnlyList<Bar>> FetchAsync(BarRequest request, CancellationToken cancellationToken = default);
}
