using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Backtesting.Results;

namespace Serverless.Infra.Runs;

/// <summary>Tables of results as text: UTF-8, numbers that read back to the same bits, times in ISO 8601 and UTC.</summary>
public static class ResultText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Comma-separated values after a line of names; an undefined figure is empty.</summary>
    public static byte[] Csv(ResultTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var text = new StringBuilder().AppendJoin(',', table.Columns.Select(column => column.Name)).Append('\n');
        for (var row = 0; row < table.Rows; row++)
            text.AppendJoin(',', table.Columns.Select(column => Field(column.Values.GetValue(row)))).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>An array with one object for each row; an undefined or infinite figure is null.</summary>
    public static byte[] Json(ResultTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = new JsonArray();
        for (var row = 0; row < table.Rows; row++)
            rows.Add(new JsonObject(table.Columns.Select(column => KeyValuePair.Create(column.Name, (JsonNode?)Node(column.Values.GetValue(row))))));
        return [.. Encoding.UTF8.GetBytes(rows.ToJsonString(Indented)), (byte)'\n'];
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        double figure => figure.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        string text when text.AsSpan().ContainsAny(",\"\r\n") => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static JsonValue? Node(object? value) => value switch
    {
        double figure => double.IsFinite(figure) ? JsonValue.Create(figure) : null,
        int number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        null => null,
        _ => JsonValue.Create(Field(value)),
    };
}
