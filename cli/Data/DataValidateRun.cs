using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Quality;
using Serverless.Core.MarketData.Quality.Report;
using Serverless.Infra.MarketData;
using Spectre.Console;

namespace Serverless.Cli.Data;

/// <summary>Validates files and prints what was found.</summary>
internal static class DataValidateRun
{
    // The detectors must see what an import would have removed, and as much of a bad file as can be read.
    private static readonly ImportPolicy AsFound = new[]
        {
            DataDefect.BadTick, DataDefect.Fabricated, DataDefect.TickerReuse, DataDefect.InconsistentPrices, DataDefect.TooManyQuarantined,
        }
        .Aggregate(ImportPolicy.Default, (policy, defect) => policy.With(defect, DefectAction.Flag));

    public static int Run(IReadOnlyList<string> paths, IReadOnlyList<string> symbols, QualityThresholds thresholds, string? htmlFolder, bool json)
    {
        var pages = htmlFolder is null ? null : new ValidationPages(htmlFolder, thresholds);
        List<QualityReport> reports = [];
        List<UnreadSource> unread = [];
        foreach (var import in paths.SelectMany(Load).Where(import => IsWanted(import, symbols)))
        {
            if (import.Series is not { } series)
            {
                unread.Add(new UnreadSource(import.Source.File, import.Issues[^1].Reason));
                continue;
            }

            var report = QualityReport.Create(series, import.Source.Market, import.Source.File, thresholds, ImportPolicy.Default, import.Issues);
            reports.Add(report);
            pages?.Add(report, series);
            if (!json)
                Write(Consoles.Output, report);
        }

        if (reports.Count + unread.Count == 0)
            throw new CommandException($"No file holds {string.Join(" or ", symbols)}.", ExitCode.Usage);
        var document = new QualityDocument(reports, unread);
        if (json)
            Console.WriteLine(QualityJson.Write(document));
        foreach (var source in unread.Where(_ => !json))
            Consoles.Output.MarkupLineInterpolated($"[red]{source.Source}: {source.Reason}[/]");
        if (pages?.Finish() is { } start)
            Consoles.Error.MarkupLineInterpolated($"Pages: {start}");
        return document.IsAccepted ? ExitCode.Success : ExitCode.VerificationFailed;
    }

    private static IEnumerable<DataImport> Load(string path)
    {
        try
        {
            return MarketDataFolder.Load(path, AsFound, null);
        }
        catch (FileNotFoundException missing)
        {
            throw new CommandException(missing.Message, ExitCode.Usage, missing);
        }
    }

    private static bool IsWanted(DataImport import, IReadOnlyList<string> symbols) =>
        symbols.Count == 0 || symbols.Contains(import.Series?.Symbol ?? import.Source.Symbol, StringComparer.OrdinalIgnoreCase);

    private static void Write(IAnsiConsole console, QualityReport report)
    {
        var colour = report.Verdict switch
        {
            null => "green",
            DefectAction.RefuseFile => "red",
            DefectAction.Flag => "blue",
            _ => "yellow",
        };
        var text = QualityText.Write(report);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        console.MarkupLine($"[{colour}]{Markup.Escape(text[..end])}[/]");
        console.Write(new Text(text[(end + 1)..]));
    }
}
