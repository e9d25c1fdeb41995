using System.Text.Json;

namespace Serverless.Core.Tests.Metrics;

/// <summary>One case of a golden file: inputs, expected values, and the file's tolerance |actual − expected| ≤ abs + rel · |expected|.</summary>
internal sealed class GoldenCase(JsonElement element)
{
    public string Id => element.GetProperty("id").GetString()!;

    public double[] Returns => [.. Input("returns").EnumerateArray().Select(value => value.GetDouble())];

    public double PeriodsPerYear => Input("periods_per_year").GetDouble();

    public static IReadOnlyList<GoldenCase> Read(string method)
    {
        var path = SharedFolder.Path($"golden/stats/{method}.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(element => new GoldenCase(element.Clone()))];
    }

    public double Number(string input) => Input(input).GetDouble();

    public bool Expects(string name) => element.GetProperty("expected").TryGetProperty(name, out _);

    /// <summary>The expected value; null where the file says that it is undefined or does not exist.</summary>
    public double? Expected(string name)
    {
        var value = element.GetProperty("expected").GetProperty(name);
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
    }

    public void AssertEqual(string name, double? actual)
    {
        if (!Expects(name))
            return;
        var expected = Expected(name);
        Assert.True(
            expected is { } number
                ? actual is { } value && Math.Abs(value - number) <= 1e-12 + (1e-9 * Math.Abs(number))
                : actual is null,
            $"{Id}: {name} is {actual:R}, expected {expected:R}.");
    }

    private JsonElement Input(string name) => element.GetProperty("inputs").GetProperty(name);
}
