using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Core.Reporting.TearSheets;
using Serverless.Core.Reporting.Writing;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.Runs;
using Serverless.Infra.Runs.Reports;
using Serverless.Infra.State;

namespace Serverless.Functions.Api;

/// <summary>The stored bytes of a backtest's result.</summary>
public sealed class GetBacktestResult(BacktestReader reader, RunStore runs)
{
    /// <summary><c>GET /api/v1/backtests/{id}/result</c>: 200 with the summary, its hash as <c>ETag</c>; 404 for an unknown backtest; 409 for one without
    /// a result.</summary>
    [Function(nameof(GetBacktestResult))]
    [RequiresRole(Role.Viewer)]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/backtests/{id}/result")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        AnswerAsync(client, id, backtest => FileAsync(backtest, RunFiles.SummaryName, "application/json", cancellation), cancellation);

    /// <summary><c>GET /api/v1/backtests/{id}/tables/{table}</c>: 200 with a table as Parquet, its hash as <c>ETag</c>; 404 also for an unknown
    /// table.</summary>
    [Function("GetBacktestTable")]
    [RequiresRole(Role.Viewer)]
    public Task<IResult> TableAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/backtests/{id}/tables/{table}")] HttpRequest request,
        string id,
        string table,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        AnswerAsync(
            client,
            id,
            backtest => backtest.Links.Tables!.ContainsKey(table)
                ? FileAsync(backtest, $"{table}.parquet", "application/vnd.apache.parquet", cancellation)
                : Task.FromResult(Problems.Of(StatusCodes.Status404NotFound, "table-unknown", $"'{id}' has no table '{table}'; it has {string.Join(", ", backtest.Links.Tables.Keys)}.")),
            cancellation);

    /// <summary><c>GET /api/v1/backtests/{id}/report</c>: 200 with the tear sheet of the run, its hash as <c>ETag</c>; <c>format</c> is <c>html</c>,
    /// <c>json</c> or <c>csv</c>, 400 for another.</summary>
    [Function("GetBacktestReport")]
    [RequiresRole(Role.Viewer)]
    public Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/backtests/{id}/report")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        AnswerAsync(
            client,
            id,
            async backtest =>
            {
                var (isKnown, format) = FormatOf(request.Query["format"]);
                if (!isKnown)
                    return Problems.Of(StatusCodes.Status400BadRequest, "format-unknown", $"format is one of {string.Join(", ", Enum.GetNames<ReportFormat>()).ToLowerInvariant()}.");
                var run = await StoredRun.ReadAsync(backtest.RunId!, (name, stop) => runs.GetAsync($"{backtest.RunId}/{name}", stop), cancellation);
                // What a page may do that is made of names that callers chose.
                request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
                return StoredBytes.Of(TearSheet.Of(ReportRuns.Of(run)).Write(format), ContentTypeOf(format));
            },
            cancellation);

    private static (bool IsKnown, ReportFormat Format) FormatOf(string? name) =>
        name is null ? (true, ReportFormat.Html) : (Enum.TryParse<ReportFormat>(name, ignoreCase: true, out var format) && Enum.IsDefined(format), format);

    private static string ContentTypeOf(ReportFormat format) => format switch
    {
        ReportFormat.Html => "text/html; charset=utf-8",
        ReportFormat.Json => "application/json",
        _ => "text/csv; charset=utf-8",
    };

    private async Task<IResult> AnswerAsync(DurableTaskClient client, string id, Func<BacktestResource, Task<IResult>> answer, CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } backtest)
            return Problems.BacktestUnknown(id);
        return backtest.RunId is null
            ? Problems.Of(StatusCodes.Status409Conflict, "result-missing", $"'{id}' is {backtest.Status}; only a completed backtest has a result.")
            : await answer(backtest);
    }

    private async Task<IResult> FileAsync(BacktestResource backtest, string file, string type, CancellationToken cancellation) =>
        StoredBytes.Of(await runs.GetAsync($"{backtest.RunId}/{file}", cancellation), type);
}
