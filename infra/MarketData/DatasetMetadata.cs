using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>A <see cref="DatasetManifest"/> as metadata of its blob, which change together with the bytes in one request.</summary>
internal static class DatasetMetadata
{
    private const string HashKey = "sha256";
    private const string None = "none"; // a header has some text

    public static Dictionary<string, string> Write(DatasetManifest manifest)
    {
        var (dataset, origin) = (manifest.Dataset, manifest.Origin);
        var metadata = new Dictionary<string, string>
        {
            ["symbol"] = dataset.Symbol,
            ["market"] = dataset.Market.ToString(),
            ["rows"] = Text(dataset.Rows),
            ["first"] = Text(dataset.First),
            ["last"] = Text(dataset.Last),
            [HashKey] = dataset.Sha256,
            ["version"] = Text(manifest.Version),
            ["stored"] = Text(manifest.StoredAt),
            // Metadata travel as HTTP headers, which are ASCII.
            ["vendor"] = Uri.EscapeDataString(origin.Vendor),
            ["source"] = Uri.EscapeDataString(origin.Source),
            ["adjustment"] = origin.Adjustment.ToString(),
            ["gaps"] = Text(manifest.Gaps),
            ["missingbars"] = Text(manifest.MissingBars),
            ["defects"] = manifest.Defects.Count == 0 ? None : string.Join(' ', manifest.Defects.Select(defect => $"{defect.Defect}:{defect.Action}:{Text(defect.Count)}")),
        };
        if (dataset.Timeframe is { } timeframe)
            metadata["timeframe"] = timeframe.ToString();
        if (origin.SourceSha256 is { } hash)
            metadata["sourcesha256"] = hash;
        return metadata;
    }

    /// <summary>Null for a blob that is no dataset.</summary>
    public static DatasetManifest? Read(string name, IDictionary<string, string> metadata) => metadata.TryGetValue(HashKey, out var contentHash) ? new DatasetManifest(
        new DatasetInfo(
            name,
            metadata["symbol"],
            metadata.TryGetValue("timeframe", out var timeframe) ? Enum.Parse<Timeframe>(timeframe) : null,
            Enum.Parse<Market>(metadata["market"]),
            Number(metadata["rows"]),
            Time(metadata["first"]),
            Time(metadata["last"]),
            contentHash),
        Number(metadata["version"]),
        Time(metadata["stored"]),
        new DataOrigin(
            Uri.UnescapeDataString(metadata["vendor"]),
            Uri.UnescapeDataString(metadata["source"]),
            metadata.TryGetValue("sourcesha256", out var source) ? source : null,
            Enum.Parse<PriceAdjustment>(metadata["adjustment"])),
        Number(metadata["gaps"]),
        Number(metadata["missingbars"]),
        metadata["defects"] == None ? [] : [.. metadata["defects"].Split(' ').Select(Defect)])
        : null;

    private static DefectCount Defect(string text)
    {
        var parts = text.Split(':');
        return new DefectCount(Enum.Parse<DataDefect>(parts[0]), Enum.Parse<DefectAction>(parts[1]), Number(parts[2]));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset value) => value.ToString("O", CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
