using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Infra.Experiments;

namespace Serverless.Functions.Api;

/// <summary>The catalogue of runs.</summary>
public sealed class GetExperiments(ExperimentAccount experiments)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary><c>GET /api/v1/experiments</c>: 200 with a page of the records that <c>name</c>, <c>from</c>, <c>to</c>, <c>model</c>, <c>where</c> and <c>sort</c>
    /// ask for, as the command does, and the <c>nextLink</c> unless it is the last; 400 for a parameter that is none.</summary>
    [Function("ListExperiments")]
    [RequiresRole(Role.Viewer)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/experiments")] HttpRequest request,
        CancellationToken cancellation)
    {
        try
        {
            var query = ExperimentQueries.Read(request.Query);
            var found = await experiments.ListAsync(query with { Limit = query.Limit + 1 }, cancellation);
            var page = found.Take(query.Limit).ToList();
            var next = Pages.Next(request, found.Count > page.Count ? ExperimentQueries.TokenOf(page[^1]) : null);
            return Results.Json(new ExperimentList(page, next), Json);
        }
        catch (FormatException error)
        {
            return Pages.Refused(error);
        }
    }

    /// <summary><c>GET /api/v1/experiments/{id}</c>: 200 with the run's record under each of its names, and its whole configuration; 404 for an unknown
    /// run.</summary>
    [Function("GetExperiment")]
    [RequiresRole(Role.Viewer)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/experiments/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var records = await FindAsync(id, cancellation);
        return records.Count == 0
            ? Unknown(id)
            : Results.Json(new { Records = records, Configuration = await experiments.ConfigurationAsync(records[0], cancellation) }, Json);
    }

    /// <summary><c>GET /api/v1/experiments/compare?ids=a,b</c>: 200 with in what 2 to 20 runs differ and what came of it; 404 for an unknown run.</summary>
    [Function("CompareExperiments")]
    [RequiresRole(Role.Viewer)]
    public async Task<IResult> CompareAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/experiments/compare")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (ExperimentQueries.ReadIds(request.Query) is not { } ids)
            return Problems.IdsInvalid();
        var (records, configurations) = (new List<ExperimentRecord>(), new List<JsonNode>());
        foreach (var id in ids)
        {
            if (await FindAsync(id, cancellation) is not [var record, ..])
                return Unknown(id);
            records.Add(record);
            configurations.Add(await experiments.ConfigurationAsync(record, cancellation));
        }

        return Results.Json(ExperimentComparison.Of(records, configurations), Json);
    }

    private async Task<IReadOnlyList<ExperimentRecord>> FindAsync(string id, CancellationToken cancellation) =>
        [.. (await experiments.FindAsync(id, cancellation)).Where(record => record.Id == id)];

    private static IResult Unknown(string id) => Problems.Of(StatusCodes.Status404NotFound, "experiment-unknown", $"There is no run '{id}'.");
}
