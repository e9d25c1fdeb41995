using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.Runs;
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
        AnswerAsync(
            client,
            id,
            async (run, _) => StoredBytes.Of(await runs.GetAsync($"{run}/{RunFiles.SummaryName}", cancellation), "application/json"),
            cancellation);

    /// <summary><c>GET /api/v1/backtests/{id}/tables/{table}</c>: 200 with a table as Parquet, its hash as <c>ETag</c>; 404 also for an unknown
    /// table.</summary>
    [Function("GetBacktestTable")]
    [Answers(MediaTypes.Parquet)]
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
            (run, backtest) => runs.TableAsync(run, table, backtest.Links.Tables!.Keys, cancellation),
            cancellation);

    private async Task<IResult> AnswerAsync(DurableTaskClient client, string id, Func<string, BacktestResource, Task<IResult>> answer, CancellationToken cancellation)
    {
        if (await reader.FindAsync(client, id, cancellation) is not { } backtest)
            return Problems.BacktestUnknown(id);
        return backtest.RunId is { } run ? await answer(run, backtest) : Problems.ResultMissing(id, backtest.Status);
    }
}
