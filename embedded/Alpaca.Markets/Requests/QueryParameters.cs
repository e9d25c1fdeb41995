using System.Globalization;

namespace Alpaca.Markets;

internal static class QueryParameters
{
    public static IEnumerable<(string Name, string? Value)> Of(HistoricalRequestBase request) =>
    [
        ("start", Time(request.From)),
        ("end", Time(request.Into)),
        ("timeframe", request.BarLength.ToString()),
        ("limit", request.Pagination.Size?.ToString(CultureInfo.InvariantCulture)),
        ("page_token", request.Pagination.Token),
    ];

    public static string? Of(Adjustment? adjustment) => adjustment switch
    {
        Adjustment.Nothing => "raw",
        Adjustment.SplitsOnly => "split",
        Adjustment.DividendsOnly => "dividend",
        Adjustment.SplitsAndDividends => "all",
        _ => null,
    };

    private static string? Time(DateTime? utc) => utc is { } time
        ? DateTime.SpecifyKind(time, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture)
        : null;
}
