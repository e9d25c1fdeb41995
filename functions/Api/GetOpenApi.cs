using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Functions.Api.OpenApi;

namespace Serverless.Functions.Api;

/// <summary><c>GET /api/v1/openapi.json</c>: the description of this API, made of what its functions declare.</summary>
public static class GetOpenApi
{
    private static readonly JsonObject Document = OpenApiDocument.Of(ApiRoute.Of(typeof(GetOpenApi).Assembly));

    /// <summary>200 with OpenAPI 3.1.</summary>
    [Function(nameof(GetOpenApi))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/openapi.json")] HttpRequest request) =>
        Results.Text(Document.ToJsonString(), "application/json");
}
