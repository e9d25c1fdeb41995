using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData.Download;

/// <summary>A vendor that dated figures are downloaded from.</summary>
public interface IFiguresDownload
{
    /// <summary>Name in settings and commands, in lower case, for example <c>fred</c>.</summary>
    string Name { get; }

    /// <summary>The calendar of the figures.</summary>
    Market Market { get; }

    /// <summary>Fetches all figures about times in <c>[from, until)</c>.</summary>
    /// <exception cref="DownloadException">The vendor refused or kept failing.</exception>
    Task<Observations> FetchAsync(string symbol, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default);
}
