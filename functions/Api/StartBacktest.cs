using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Core.Configuration;
using Serverless.Functions.Access;
using Serverless.Functions.Hosting;
using Serverless.Infra.Backtests;

namespace Serverless.Functions.Api;

/// <summary><c>POST /api/v1/backtests</c>: runs what a configuration describes, on the stored data.</summary>
public sealed class StartBacktest(BacktestStarter starter, BacktestReader reader)
{
    /// <summary>
    /// The body is a run or platform configuration, YAML or JSON; <c>experiment</c> in the query names what the run is recorded under. 202 with the
    /// status resource; 200 with it when the same configuration was run on the same data before. 400 with every error of the configuration; 413 for
    /// more than it may hold; 422 when bars are not stored.
    /// </summary>
    [Function(nameof(StartBacktest))]
    [RequiresRole(Role.Analyst)]
    [BodyLimit(1024 * 1024)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/backtests")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await ReadAsync(request, cancellation) is not { } document)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"A configuration has at most {ConfigurationDocument.LongestText} characters.");
        try
        {
            var experiment = request.Query["experiment"] is [{ Length: > 0 } name] ? name : null;
            var id = await starter.StartAsync(client, document, experiment, request.CallerName(), cancellation);
            var backtest = (await reader.FindAsync(client, id, cancellation))!;
            return backtest.CompletedAt is null ? request.Accepted(backtest.Links.Self, backtest) : Results.Ok(backtest);
        }
        catch (ConfigurationException error)
        {
            return Problems.Of(error);
        }
        catch (MissingDataException error)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "data-missing", error.Message);
        }
        catch (ArgumentException error)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "settings-invalid", error.Message);
        }
    }

    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var buffer = new char[ConfigurationDocument.LongestText + 1];
        var length = await reader.ReadBlockAsync(buffer, cancellation);
        return length == buffer.Length ? null : new string(buffer, 0, length);
    }
}
