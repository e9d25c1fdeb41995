using System.Text.RegularExpressions;

namespace Serverless.Infra.MarketData;

/// <summary>Files that hold one series in parts: a day each, as Lean writes minutes (<c>20131007_trade.zip</c>), or a month each, as Binance
/// publishes bars (<c>BTCUSDT-1h-2024-01.zip</c>).</summary>
internal static partial class FileParts
{
    /// <summary>The names, those of one series together in their order.</summary>
    public static IEnumerable<IReadOnlyList<string>> Group(IEnumerable<string> names) =>
        names.GroupBy(name => Period().Replace(name, "*")).Select(group => group.ToArray());

    // A single day or month between separators; two of them are the span of one file.
    [GeneratedRegex(@"(?<=(^|/|_))[0-9]{8}(?=_(trade|quote)\.)|(?<=^(.*/)?[A-Za-z0-9]+-[0-9]+[a-z]+-)[0-9]{4}-[0-9]{2}(-[0-9]{2})?(?=\.)")]
    private static partial Regex Period();
}
