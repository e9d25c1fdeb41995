using System.Globalization;
using System.Text.Json;

namespace Alpaca.Markets;

/// <summary>Reads Alpaca's answers; quantities may be numbers or strings.</summary>
internal static class Payload
{
    public static IPage<IBar> Page(JsonElement answer)
    {
        var symbol = answer.GetProperty("symbol").GetString()!;
        return new Page(symbol, Token(answer), Bars(symbol, answer.GetProperty("bars")));
    }

    public static IMultiPage<IBar> MultiPage(JsonElement answer) => new MultiPage(
        Token(answer),
        answer.GetProperty("bars") is { ValueKind: JsonValueKind.Object } bars
            ? bars.EnumerateObject().ToDictionary(member => member.Name, member => Bars(member.Name, member.Value))
            : []);

    private static string? Token(JsonElement answer) => answer.TryGetProperty("next_page_token", out var token) ? token.GetString() : null;

    // A symbol without bars has null.
    private static IReadOnlyList<IBar> Bars(string symbol, JsonElement bars) => bars.ValueKind == JsonValueKind.Null ? [] : [.. bars.EnumerateArray().Select(bar => new Bar(
        symbol,
        bar.GetProperty("t").GetDateTimeOffset().UtcDateTime,
        Number(bar, "o"),
        Number(bar, "h"),
        Number(bar, "l"),
        Number(bar, "c"),
        Number(bar, "v"),
        bar.TryGetProperty("vw", out _) ? Number(bar, "vw") : 0,
        bar.TryGetProperty("n", out _) ? (ulong)Number(bar, "n") : 0))];

    private static decimal Number(JsonElement owner, string name) => owner.GetProperty(name) is { ValueKind: JsonValueKind.String } text
        ? decimal.Parse(text.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : owner.GetProperty(name).GetDecimal();
}
