using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Core.Reporting.Comparisons;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Reporting.Writing;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.Experiments;
using Serverless.Infra.Runs.Reports;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary>
/// Reports of stored runs, with their hash as <c>ETag</c>; of one run with the verdict of its examination, if one was recorded. In the query, <c>format</c> is <c>html</c>, <c>json</c> or <c>csv</c>, 400 for another; without it, what the
/// header <c>Accept</c> likes best. 422 for a run of which there is no report.
/// </summary>
public sealed class GetReports(BacktestReader reader, RunStore runs, ExperimentAccount experiments)
{
    private static readonly (ReportFormat Format, string MediaType)[] Forms =
        [(ReportFormat.Html, MediaTypes.Html), (ReportFormat.Json, MediaTypes.Json), (ReportFormat.Csv, MediaTypes.Csv)];

    /// <summary><c>GET /api/v1/backtests/{id}/report</c>: the tear sheet of a backtest; 404 for an unknown one; 409 for one without a result.</summary>
    [Function("GetBacktestReport")]
    [Answers(MediaTypes.Html, MediaTypes.Json, MediaTypes.Csv)]
    [RequiresRole(Role.Viewer)]
    public async Task<IResult> OfBacktestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/backtests/{id}/report")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } backtest)
            return Problems.BacktestUnknown(id);
        return backtest.RunId is { } run ? await AnswerAsync(request, [run], cancellation) : Problems.ResultMissing(id, backtest.Status);
    }

    /// <summary><c>GET /api/v1/experiments/{id}/report</c>: the tear sheet of a recorded run; 404 for an unknown one.</summary>
    [Function("GetExperimentReport")]
    [Answers(MediaTypes.Html, MediaTypes.Json, MediaTypes.Csv)]
    [RequiresRole(Role.Viewer)]
    public Task<IResult> OfExperimentAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/experiments/{id}/report")] HttpRequest request,
        string id,
        CancellationToken cancellation) => AnswerAsync(request, [id], cancellation);

    /// <summary><c>GET /api/v1/experiments/compare/report?ids=a,b</c>: 2 to 20 recorded runs side by side; 404 for an unknown one.</summary>
    [Function("GetComparisonReport")]
    [Answers(MediaTypes.Html, MediaTypes.Json, MediaTypes.Csv)]
    [RequiresRole(Role.Viewer)]
    public Task<IResult> OfComparisonAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/experiments/compare/report")] HttpRequest request,
        CancellationToken cancellation) =>
        ExperimentQueries.ReadIds(request.Query) is { } ids ? AnswerAsync(request, ids, cancellation) : Task.FromResult(Problems.IdsInvalid());

    private async Task<IResult> AnswerAsync(HttpRequest request, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var name = request.Query["format"].ToString();
        var asked = Forms.Where(form => name.Length == 0 || form.Format.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (asked.Count == 0)
            return Problems.Of(StatusCodes.Status400BadRequest, "format-unknown", $"format is {string.Join(", ", Enum.GetNames<ReportFormat>()).ToLowerInvariant()}, not '{name}'.");
        var offered = asked.ConvertAll(form => form.MediaType);
        if (request.Preferred(offered) is not { } preferred)
            return MediaTypes.NotAcceptable(offered);
        try
        {
            request.HttpContext.Response.Headers.ContentSecurityPolicy = HttpRules.PagePolicy;
            var (format, mediaType) = asked.Find(form => form.MediaType == preferred);
            return StoredBytes.Of((await DocumentAsync(ids, cancellation)).Write(format), mediaType == MediaTypes.Json ? mediaType : $"{mediaType}; charset=utf-8");
        }
        catch (InvalidDataException error) when (error.InnerException is FileNotFoundException)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "run-unknown", error.Message);
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "report-impossible", error.Message);
        }
    }

    private async Task<ReportDocument> DocumentAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var opened = new List<ReportRun>();
        foreach (var id in ids)
            opened.Add(ReportRuns.Of(await StoredRun.ReadAsync(id, (name, stop) => runs.GetAsync($"{id}/{name}", stop), cancellation)));
        return opened is [var only]
            ? TearSheet.Of(only, new TearSheetOptions { Evidence = await StoredExaminations.FindRecordedAsync(experiments, only, cancellation) })
            : RunComparison.Of(opened);
    }
}
