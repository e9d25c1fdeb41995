using System.Buffers;
using System.Globalization;

namespace Serverless.Infra.Storage;

/// <summary>Keys of table rows.</summary>
internal static class TableKey
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\#?%!", .. Enumerable.Range(0, 0x20).Select(c => (char)c), .. Enumerable.Range(0x7f, 0x21).Select(c => (char)c)]);

    /// <summary>
    /// <paramref name="text"/> with the characters that the service forbids in keys (and '%', which proxies decode) as <c>!hh</c>;
    /// different texts have different keys.
    /// </summary>
    public static string Of(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return text.AsSpan().ContainsAny(Forbidden)
            ? string.Concat(text.Select(c => Forbidden.Contains(c) ? string.Create(CultureInfo.InvariantCulture, $"!{(int)c:x2}") : c.ToString()))
            : text;
    }

    /// <summary>Sorts later times first.</summary>
    public static string NewestFirst(DateTimeOffset time) =>
        (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The time behind a key of <see cref="NewestFirst"/>.</summary>
    public static DateTimeOffset TimeOf(string newestFirst) =>
        new(DateTimeOffset.MaxValue.UtcTicks - long.Parse(newestFirst, NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
