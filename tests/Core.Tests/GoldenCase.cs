using System.IO.Enumeration;
using System.Text.Json;

namespace Serverless.Core.Tests;

/// <summary>
/// One case of a golden file: inputs, expected values by dotted path (<c>left.p_value</c>), and what they may differ by:
/// |actual − expected| ≤ abs + rel · |expected|, with overrides for single fields.
/// </summary>
internal sealed class GoldenCase
{
    private readonly JsonElement element;
    private readonly JsonElement tolerance;

    private GoldenCase(JsonElement element, JsonElement tolerance)
    {
        this.element = element;
        this.tolerance = element.TryGetProperty("tolerance", out var own) ? own : tolerance;
    }

    public string Id => element.GetProperty("id").GetString()!;

    public double[] Returns => Numbers("returns");

    public double PeriodsPerYear => Number("periods_per_year");

    /// <summary>All cases of a method; the test is skipped where the shared folder is absent.</summary>
    public static IReadOnlyList<GoldenCase> Read(string method)
    {
        var path = SharedFolder.Path($"golden/stats/{method}.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var tolerance = document.RootElement.GetProperty("tolerance").Clone();
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(element => new GoldenCase(element.Clone(), tolerance))];
    }

    public bool Has(string input) => element.GetProperty("inputs").TryGetProperty(input, out _);

    public JsonElement Input(string name) => element.GetProperty("inputs").GetProperty(name);

    public double Number(string input) => ToNumber(Input(input))!.Value;

    public double[] Numbers(string input) => [.. Input(input).EnumerateArray().Select(value => ToNumber(value)!.Value)];

    /// <summary>Rows of a matrix that stands in the case.</summary>
    public double[][] Matrix(string input) => ToMatrix(Input(input));

    /// <summary>
    /// <c>values[t][i]</c> of the file that <c>returns_matrix_file</c> names, with the chosen <c>columns</c>: one array for each row.
    /// </summary>
    public double[][] ReturnsMatrix()
    {
        var path = SharedFolder.Path($"golden/stats/{Input("returns_matrix_file").GetString()}");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var rows = ToMatrix(document.RootElement.GetProperty("values"));
        if (!Has("columns"))
            return rows;
        var columns = Numbers("columns");
        return [.. rows.Select(row => Array.ConvertAll(columns, column => row[(int)column]))];
    }

    public bool Expects(string path) => Find(path) is not null;

    /// <summary>The expected value; null where the file says that it is undefined (NaN) or does not exist (null).</summary>
    public double? Expected(string path) => ToNumber(ExpectedElement(path)) is { } number && !double.IsNaN(number) ? number : null;

    public JsonElement ExpectedElement(string path) => Find(path) ?? throw new KeyNotFoundException($"{Id} does not expect {path}.");

    /// <summary>Compares where the case expects the field; a field that it does not name is not asked for.</summary>
    public void AssertEqual(string path, double? actual)
    {
        if (Find(path) is not { } field)
            return;
        var expected = ToNumber(field) is { } value && !double.IsNaN(value) ? value : (double?)null;
        Assert.True(IsClose(path, expected, actual), $"{Id}: {path} is {actual:R}, expected {expected:R}.");
    }

    public void AssertEqual(string path, IReadOnlyList<double> actual)
    {
        var expected = ExpectedElement(path);
        Assert.True(expected.GetArrayLength() == actual.Count, $"{Id}: {path} has {actual.Count} values, expected {expected.GetArrayLength()}.");
        for (var i = 0; i < actual.Count; i++)
        {
            var number = ToNumber(expected[i]) is { } value && !double.IsNaN(value) ? value : (double?)null;
            Assert.True(IsClose(path, number, actual[i]), $"{Id}: {path}[{i}] is {actual[i]:R}, expected {number:R}.");
        }
    }

    private bool IsClose(string path, double? expected, double? actual)
    {
        if (expected is not { } number)
            return actual is null || double.IsNaN(actual.Value);
        var (relative, absolute) = ToleranceOf(path);
        return actual is { } value && (value == number || Math.Abs(value - number) <= absolute + (relative * Math.Abs(number)));
    }

    private (double Relative, double Absolute) ToleranceOf(string path)
    {
        if (tolerance.TryGetProperty("fields", out var fields))
        {
            foreach (var field in fields.EnumerateObject())
            {
                if (FileSystemName.MatchesSimpleExpression(field.Name, path))
                    return (Limit(field.Value, "rel"), Limit(field.Value, "abs"));
            }
        }

        return (Limit(tolerance, "rel"), Limit(tolerance, "abs"));
    }

    private static double Limit(JsonElement limits, string name) => limits.TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    // Some names have a dot of their own (alpha0.05): the whole rest is a name before it is a path.
    private JsonElement? Find(string path)
    {
        var found = element.GetProperty("expected");
        while (found.ValueKind == JsonValueKind.Object)
        {
            if (found.TryGetProperty(path, out var whole))
                return whole;
            var dot = path.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0 || !found.TryGetProperty(path[..dot], out found))
                return null;
            path = path[(dot + 1)..];
        }

        return null;
    }

    private static double[][] ToMatrix(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(value => ToNumber(value)!.Value).ToArray())];

    // Numbers that JSON does not have are the strings NaN, Infinity and -Infinity.
    private static double? ToNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => null,
        },
        _ => null,
    };
}
