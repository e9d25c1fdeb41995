namespace Serverless.Core.MarketData;

/// <summary>Where the columns of a bar stand in a CSV file.</summary>
internal sealed record CsvHeader(int Columns, int Time, bool TimeIsClose, int Open, int High, int Low, int Close, int Volume)
{
    private const int MostColumns = 256;
    private const int MostBannerLines = 5;

    // In order of preference: a Unix time is less ambiguous than a date that was formatted for people.
    private static readonly string[] OpenTimes = ["open time", "unix", "unix timestamp", "timestamp", "time", "datetime", "date"];
    private static readonly string[] CloseTimes = ["close time", "close datetime", "close timestamp"];

    /// <summary>Finds the header among the first lines; null, and an issue that refuses the file, when there is none to use.</summary>
    public static CsvHeader? Find(CsvLineReader lines, ImportLog log)
    {
        for (var banners = 0; banners <= MostBannerLines && lines.TryRead(out var line);)
        {
            if (line.IsWhiteSpace())
                continue;
            var names = Names(line);
            if (names.Any(IsKnown))
                return Locate(names, lines.Number, log);
            if (++banners <= MostBannerLines)
                log.Report(DataDefect.Banner, lines.Number, $"skipped \"{Shorten(line)}\" before the header");
        }

        if (lines.Number == 0)
            log.Report(DataDefect.Empty, null, "the file is empty");
        else
            log.Report(DataDefect.NoHeader, 1, "no header: one of the first lines must name time, open, high, low, close and volume");
        return null;
    }

    private static CsvHeader? Locate(string[] names, int line, ImportLog log)
    {
        var time = FirstOf(names, OpenTimes);
        var closeTime = FirstOf(names, CloseTimes);
        // Tools that write a table's index leave its name empty.
        if (time < 0 && closeTime < 0 && names[0].Length == 0)
            time = 0;
        var header = new CsvHeader(
            names.Length,
            time >= 0 ? time : closeTime,
            time < 0,
            Array.IndexOf(names, "open"),
            Array.IndexOf(names, "high"),
            Array.IndexOf(names, "low"),
            Array.IndexOf(names, "close"),
            FindVolume(names, log.Source.Symbol));

        (string Name, int Index)[] needed =
        [
            ("time", header.Time), ("open", header.Open), ("high", header.High),
            ("low", header.Low), ("close", header.Close), ("volume", header.Volume),
        ];
        var missing = needed.Where(column => column.Index < 0).Select(column => column.Name).ToArray();
        if (missing.Length == 0)
            return header;
        log.Report(DataDefect.MissingColumn, line, $"no column {string.Join(", ", missing)}; the header has {string.Join(", ", names)}");
        return null;
    }

    // "volume btc, volume usdt" counts the asset and the money: bars want the asset, with which the symbol begins.
    private static int FindVolume(string[] names, string symbol)
    {
        var plain = Array.FindIndex(names, name => name is "volume" or "vol");
        return plain >= 0
            ? plain
            : Array.FindIndex(names, name => name.StartsWith("volume ", StringComparison.Ordinal)
                && symbol.StartsWith(name["volume ".Length..], StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsKnown(string name) =>
        name is "open" or "high" or "low" or "close" or "volume" || OpenTimes.Contains(name) || CloseTimes.Contains(name);

    private static int FirstOf(string[] names, string[] candidates) =>
        candidates.Select(candidate => Array.IndexOf(names, candidate)).FirstOrDefault(index => index >= 0, -1);

    private static string[] Names(ReadOnlySpan<char> line)
    {
        Span<Range> fields = stackalloc Range[MostColumns];
        var names = new string[CsvFields.Split(line.TrimStart('\uFEFF'), fields)];
        for (var i = 0; i < names.Length; i++)
            names[i] = line.TrimStart('\uFEFF')[fields[i]].ToString().ToLowerInvariant().Replace('_', ' ');
        return names;
    }

    private static string Shorten(ReadOnlySpan<char> line) => line.Length > 60 ? $"{line[..60]}…" : line.ToString();
}
