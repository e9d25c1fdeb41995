using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/reports/daily/{date}</c>: the report of a day.</summary>
public sealed class GetDailyReport(DailyReportStore reports)
{
    /// <summary>200 with the figures as JSON, or with the page for a caller that likes <c>text/html</c> better; 400 for another form of date; 404 without a report.</summary>
    [Function(nameof(GetDailyReport))]
    [Answers(MediaTypes.Json, MediaTypes.Html)]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/reports/daily/{date}")] HttpRequest request,
        string date,
        CancellationToken cancellation)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Problems.Of(StatusCodes.Status400BadRequest, "date-invalid", "The date must be written as 2026-01-31.");
        var asPage = request.Preferred([MediaTypes.Json, MediaTypes.Html]) == MediaTypes.Html;
        if (asPage)
            request.HttpContext.Response.Headers.ContentSecurityPolicy = HttpRules.PagePolicy;
        return await reports.FindAsync(day, asPage, cancellation) is { } content
            ? Results.Bytes(content, DailyReportStore.TypeOf(asPage))
            : Problems.Of(StatusCodes.Status404NotFound, "report-unknown", $"There is no report of {date}; it is written when the day has ended.");
    }
}
