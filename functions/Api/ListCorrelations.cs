using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Functions.Access;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/correlations/{date}</c>: how the live strategies went together, and those on paper with them, as the looks of a day measured it.</summary>
public sealed class ListCorrelations(CorrelationTable correlations)
{
    private const int UsualPage = 100;

    /// <summary>
    /// 200 with a page, the most alike first, and, unless it is the last, the <c>nextLink</c>; <c>maxpagesize</c> is 1 to 200. A day without two live strategies has
    /// none. 400 for another form of date, another size, or a link that is damaged.
    /// </summary>
    [Function(nameof(ListCorrelations))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/correlations/{date}")] HttpRequest request, string date, CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Problems.Of(StatusCodes.Status400BadRequest, "date-invalid", "The date must be written as 2026-01-31.");
        try
        {
            var (after, size) = (Pages.Token(request.Query), Pages.Size(request.Query, UsualPage));
            var rows = (await correlations.ListAsync(day, cancellation))
                .OrderBy(TokenOf, StringComparer.Ordinal)
                .Where(pair => string.CompareOrdinal(TokenOf(pair), after) > 0)
                .Take(size + 1)
                .ToList();
            return Results.Ok(new CorrelationList([.. rows.Take(size)], Pages.Next(request, rows.Count > size ? TokenOf(rows[size - 1]) : null)));
        }
        catch (FormatException error)
        {
            return Pages.Refused(error);
        }
    }

    // Sorts as text.
    private static string TokenOf(PairCorrelation pair) => string.Create(CultureInfo.InvariantCulture, $"{2 - pair.Correlation:F15} {pair.First} {pair.Second}");
}
