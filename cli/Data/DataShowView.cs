using System.Globalization;
using System.Text;
using Serverless.Core.MarketData;
using Spectre.Console;

namespace Serverless.Cli.Data;

/// <summary>Prints one dataset.</summary>
internal static class DataShowView
{
    private const int ChartHeight = 14;
    private const int LabelWidth = 16;
    private const int RowsShown = 5;

    public static void Write(DatasetManifest manifest, BarSeries series, bool csv)
    {
        if (csv)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(CanonicalCsv.Write(series));
            return;
        }

        WriteManifest(manifest);
        Console.Write(TerminalChart.Draw(series, Math.Clamp(Consoles.Output.Profile.Width - LabelWidth, 20, 100), ChartHeight));
        var first = Math.Max(0, series.Count - RowsShown);
        var table = Table("open time (UTC)", "open", "high", "low", "close", "volume");
        for (var i = first; i < series.Count; i++)
        {
            var bar = series[i];
            table.AddRow(Time(bar.OpenTime), Figure(bar.Open), Figure(bar.High), Figure(bar.Low), Figure(bar.Close), Figure(bar.Volume));
        }

        Consoles.Output.Write(table);
    }

    public static void Write(DatasetManifest manifest, Observations figures, int? last, bool csv)
    {
        var first = last is { } count ? Math.Max(0, figures.Count - count) : 0;
        if (csv)
        {
            Console.Write(Csv(figures, first));
            return;
        }

        WriteManifest(manifest);
        var table = Table("about (UTC)", "known from (UTC)", "value");
        for (var i = Math.Max(first, figures.Count - (last ?? (2 * RowsShown))); i < figures.Count; i++)
            table.AddRow(Time(new DateTime(figures.ReferenceTicks[i])), Time(new DateTime(figures.KnownTicks[i])), Figure(figures.Values[i]));
        Consoles.Output.Write(table);
    }

    private static string Csv(Observations figures, int first)
    {
        var text = new StringBuilder("reference,known,value\n");
        for (var i = first; i < figures.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{Time(new DateTime(figures.ReferenceTicks[i]))},{Time(new DateTime(figures.KnownTicks[i]))},{figures.Values[i]:R}\n");
        return text.ToString();
    }

    private static void WriteManifest(DatasetManifest manifest)
    {
        var (dataset, origin) = (manifest.Dataset, manifest.Origin);
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        Add("dataset", string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}, version {manifest.Version}, stored {manifest.StoredAt:yyyy-MM-dd HH:mm} UTC"));
        Add("rows", string.Create(CultureInfo.InvariantCulture, $"{dataset.Rows:N0} from {dataset.First:yyyy-MM-dd HH:mm} to {dataset.Last:yyyy-MM-dd HH:mm} UTC"));
        Add("missing", string.Create(CultureInfo.InvariantCulture, $"{manifest.MissingBars:N0} bars in {manifest.Gaps:N0} gaps"));
        Add("origin", $"{origin.Vendor}: {origin.Source}, prices {origin.Adjustment}");
        Add("content hash", dataset.Sha256);
        if (manifest.Defects.Count > 0)
            Add("findings", string.Join(", ", manifest.Defects.Select(defect => string.Create(CultureInfo.InvariantCulture, $"{defect.Count:N0} {defect.Defect} ({defect.Action})"))));
        Consoles.Output.Write(grid);

        void Add(string name, string value) => grid.AddRow(name, Markup.Escape(value));
    }

    private static Table Table(params ReadOnlySpan<string> headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(heading) { Alignment = heading == headings[0] ? Justify.Left : Justify.Right, NoWrap = true });
        return table;
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Figure(double value) => value.ToString("G10", CultureInfo.InvariantCulture);
}
