using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Quality;
using Serverless.Core.MarketData.Quality.Report;

namespace Serverless.Cli.Data;

/// <summary>Writes a web page for each series into a folder, and, of several or with an index's members, one that leads to them.</summary>
internal sealed class ValidationPages(string folder, QualityThresholds thresholds)
{
    private readonly List<(QualityReport Report, string Address)> pages = [];

    public void Add(QualityReport report, BarSeries series)
    {
        var name = string.Concat($"{report.Symbol}_{report.Timeframe}".ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-'));
        var same = pages.Count(page => page.Address == $"{name}.html" || page.Address.StartsWith($"{name}.", StringComparison.Ordinal));
        var address = same == 0 ? $"{name}.html" : $"{name}.{same + 1}.html";
        pages.Add((report, address));
        Write(address, QualityHtml.Write(report, series, thresholds));
    }

    /// <summary>Path of the page to open first; null when there is none.</summary>
    /// <param name="survivorship">What the first page shows besides; null for nothing.</param>
    public string? Finish(SurvivorshipReport? survivorship)
    {
        if (pages.Count == 0)
            return null;
        if (pages.Count == 1 && survivorship is null)
            return Path.Combine(folder, pages[0].Address);
        Write("index.html", QualityHtml.WriteIndex(pages, survivorship));
        return Path.Combine(folder, "index.html");
    }

    private void Write(string address, string page)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, address), page);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{Path.Combine(folder, address)}' cannot be written: {error.Message}", inner: error);
        }
    }
}
