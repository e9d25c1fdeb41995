namespace Serverless.Core.MarketData;

/// <summary>Rows of a delimited text, below its banner and header.</summary>
internal sealed class CsvRows : IRowReader
{
    private const int SampleLines = 200;
    private const int MostBannerLines = 5;
    private const string Delimiters = ",;\t|";

    private readonly CsvLineReader lines;

    /// <param name="reader">The text.</param>
    /// <param name="mapping">What tells the delimiter and names of columns; null finds out.</param>
    public CsvRows(TextReader reader, CsvMapping? mapping)
    {
        var delimiter = mapping?.Delimiter;
        lines = new CsvLineReader(reader);
        var sample = lines.Peek(SampleLines);
        var header = HeaderAt(sample, delimiter?.ToString() ?? Delimiters, mapping?.ColumnNames ?? []);
        Sample = header ?? WithoutHeader(sample, delimiter);
        for (var line = header is null ? 1 : 0; line < Sample.HeaderLine; line++)
            lines.TryRead(out _);
    }

    public RowSample Sample { get; }

    public int Number => lines.Number;

    public bool TryRead(Span<Range> fields, out ReadOnlySpan<char> text, out int count)
    {
        while (lines.TryRead(out text))
        {
            if (text.IsWhiteSpace())
                continue;
            if (lines.Number == 1)
                text = text.TrimStart('\uFEFF');
            count = CsvFields.Split(text, fields, Sample.Delimiter);
            return true;
        }

        count = 0;
        return false;
    }

    private static RowSample? HeaderAt(IReadOnlyList<string> sample, string delimiters, IReadOnlyCollection<string> declared)
    {
        var banner = new List<string>();
        for (var i = 0; i < sample.Count && banner.Count <= MostBannerLines; i++)
        {
            if (string.IsNullOrWhiteSpace(sample[i]))
                continue;
            var best = delimiters.MaxBy(candidate => ColumnNames.CountKnown(Names(sample[i], candidate), declared));
            var names = Names(sample[i], best);
            if (ColumnNames.IsHeader(names, declared))
                return new RowSample(names, i + 1, Rows(sample.Skip(i + 1), best), banner, best);
            banner.Add(sample[i]);
        }

        return null;
    }

    // The first line of data is the first of several with as many fields; what stands above is a banner.
    private static RowSample WithoutHeader(IReadOnlyList<string> sample, char? delimiter)
    {
        var best = delimiter ?? Delimiters.MaxBy(candidate => sample.Take(2).Sum(line => Split(line, candidate).Length));
        var first = sample.Count > 0 ? Split(sample[0], best).Length : 0;
        return new RowSample(null, 1, first == 0 ? [] : Rows(sample, best), [], best);
    }

    private static string[][] Rows(IEnumerable<string> lines, char delimiter) =>
        [.. lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => Split(line, delimiter))];

    private static string[] Names(string line, char delimiter) => Array.ConvertAll(Split(line, delimiter), ColumnNames.Normalise);

    private static string[] Split(string line, char delimiter)
    {
        var text = line.AsSpan().TrimStart('\uFEFF');
        var fields = new Range[text.Count(delimiter) + 1];
        var result = new string[CsvFields.Split(text, fields, delimiter)];
        for (var i = 0; i < result.Length; i++)
            result[i] = text[fields[i]].ToString();
        return result;
    }
}
