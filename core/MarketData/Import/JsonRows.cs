using System.Text;
using System.Text.Json;

namespace Serverless.Core.MarketData;

/// <summary>
/// Rows of a JSON text: the first array of objects, or of arrays (as exchanges send bars), at any depth; or one object per line. The names
/// in the first object are the header. Numbers keep their digits, so that they are parsed once.
/// </summary>
internal sealed class JsonRows : IRowReader, IDisposable
{
    private const int LargestText = 1 << 28;
    private const int SampleRows = 200;

    private readonly JsonDocument document;
    private readonly JsonElement[] records;
    private readonly string[]? keys;
    private readonly StringBuilder line = new();
    private char[] text = new char[256];

    /// <exception cref="InvalidDataException">The text is not JSON, or longer than 268 million characters.</exception>
    public JsonRows(TextReader reader)
    {
        document = Parse(ReadAll(reader));
        records = Records(document.RootElement) is { } array ? [.. array.EnumerateArray()] : [];
        keys = records.Length > 0 && records[0].ValueKind == JsonValueKind.Object
            ? [.. records[0].EnumerateObject().Select(property => property.Name)]
            : null;
        Sample = new RowSample(
            keys is null ? null : Array.ConvertAll(keys, ColumnNames.Normalise),
            1,
            [.. records.Take(SampleRows).Select(record => Fields(record).Select(Text).ToArray())],
            []);
    }

    public RowSample Sample { get; }

    public int Number { get; private set; }

    public bool TryRead(Span<Range> fields, out ReadOnlySpan<char> text, out int count)
    {
        count = 0;
        text = default;
        if (Number == records.Length)
            return false;
        line.Clear();
        foreach (var field in Fields(records[Number++]))
        {
            if (count == fields.Length)
                break;
            var from = line.Length;
            line.Append(Text(field));
            fields[count++] = from..line.Length;
        }

        if (this.text.Length < line.Length)
            this.text = new char[line.Length * 2];
        line.CopyTo(0, this.text, line.Length);
        text = this.text.AsSpan(0, line.Length);
        return true;
    }

    public void Dispose() => document.Dispose();

    private IEnumerable<JsonElement> Fields(JsonElement record) => (keys, record.ValueKind) switch
    {
        (null, JsonValueKind.Array) => record.EnumerateArray(),
        (not null, JsonValueKind.Object) => keys.Select(key => record.TryGetProperty(key, out var value) ? value : default),
        _ => [],
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    private static JsonElement? Records(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array
            && element.EnumerateArray().FirstOrDefault().ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            return element;
        return element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().Select(property => Records(property.Value)).FirstOrDefault(found => found is not null)
            : null;
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            // One object per line becomes an array; the depth of a table is small.
            var isLines = text.AsSpan().TrimStart() is ['{', ..] && text.AsSpan().TrimEnd().IndexOf("}\n{") >= 0;
            return JsonDocument.Parse(
                isLines ? $"[{text.ReplaceLineEndings("\n").Trim().Replace("}\n{", "},\n{", StringComparison.Ordinal)}]" : text,
                new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"the text is not valid JSON: {exception.Message}", exception);
        }
    }

    private static string ReadAll(TextReader reader)
    {
        var builder = new StringBuilder();
        var buffer = new char[1 << 16];
        for (int read; (read = reader.Read(buffer)) > 0;)
        {
            if (builder.Append(buffer, 0, read).Length > LargestText)
                throw new InvalidDataException($"the JSON text is longer than {LargestText} characters; convert it to CSV or split it");
        }

        return builder.ToString();
    }
}
