using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>A <see cref="DatasetInfo"/> as metadata of its blob, which change together with the bytes in one request.</summary>
internal static class DatasetMetadata
{
    private const string HashKey = "sha256";

    public static Dictionary<string, string> Write(DatasetInfo info) => new()
    {
        ["symbol"] = info.Symbol,
        ["timeframe"] = info.Timeframe.ToString(),
        ["market"] = info.Market.ToString(),
        ["rows"] = info.Rows.ToString(CultureInfo.InvariantCulture),
        ["first"] = info.First.ToString("O", CultureInfo.InvariantCulture),
        ["last"] = info.Last.ToString("O", CultureInfo.InvariantCulture),
        [HashKey] = info.Sha256,
        // Metadata travel as HTTP headers, which are ASCII.
        ["source"] = Uri.EscapeDataString(info.Source),
        ["flagged"] = info.Flagged.ToString(CultureInfo.InvariantCulture),
        ["quarantined"] = info.Quarantined.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Null for a blob that is no dataset.</summary>
    public static DatasetInfo? Read(string name, IDictionary<string, string> metadata) => metadata.TryGetValue(HashKey, out var hash)
        ? new DatasetInfo(
            name,
            metadata["symbol"],
            Enum.Parse<Timeframe>(metadata["timeframe"]),
            Enum.Parse<Market>(metadata["market"]),
            int.Parse(metadata["rows"], CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(metadata["first"], CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(metadata["last"], CultureInfo.InvariantCulture),
            hash,
            Uri.UnescapeDataString(metadata["source"]),
            int.Parse(metadata["flagged"], CultureInfo.InvariantCulture),
            int.Parse(metadata["quarantined"], CultureInfo.InvariantCulture))
        : null;
}
