using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Serverless.Functions.Access;

namespace Serverless.Functions.Api.OpenApi;

/// <summary>Describes the HTTP API in OpenAPI 3.1, from nothing but what the functions declare.</summary>
internal static class OpenApiDocument
{
    /// <summary>The document.</summary>
    public static JsonObject Of(IReadOnlyList<ApiRoute> routes) => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject { ["title"] = "Serverless", ["version"] = "v1" },
        ["paths"] = new JsonObject(routes.GroupBy(route => route.Path).Select(path => KeyValuePair.Create<string, JsonNode?>(
            path.Key, new JsonObject(path.Select(route => KeyValuePair.Create<string, JsonNode?>(route.Verb, Operation(route))))))),
        ["components"] = new JsonObject
        {
            ["securitySchemes"] = new JsonObject
            {
                ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                ["key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = AccessKeys.Header },
            },
            ["schemas"] = new JsonObject { ["Problem"] = Problem() },
        },
    };

    private static JsonObject Operation(ApiRoute route)
    {
        var operation = new JsonObject { ["operationId"] = route.Function, ["tags"] = new JsonArray(TagOf(route.Path)) };
        if (route.Parameters.Any())
        {
            operation["parameters"] = new JsonArray([.. route.Parameters.Select(name => new JsonObject
            {
                ["name"] = name,
                ["in"] = "path",
                ["required"] = true,
                ["schema"] = Text(),
            })]);
        }

        if (route.Body is { } body)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(body) };
        var answers = route.Answers.Select(type => KeyValuePair.Create<string, JsonNode?>(type, new JsonObject()));
        var responses = new JsonObject { ["2XX"] = new JsonObject { ["description"] = "As asked for.", ["content"] = new JsonObject(answers) } };
        if (route.Role is { } role)
        {
            operation["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["key"] = new JsonArray() });
            operation["x-required-role"] = role.ToString();
            operation["x-recorded"] = route.Recorded;
            responses["401"] = ProblemAnswer("Nobody who is known calls.");
            responses["403"] = ProblemAnswer("The caller may not.");
        }

        responses["406"] = ProblemAnswer("The caller takes none of the media types of the answer.");
        if (route.Body is not null)
            responses["415"] = ProblemAnswer("The body is of another media type, or compressed; Accept or Accept-Encoding says what is read.");

        responses["429"] = ProblemAnswer("The caller calls too often; Retry-After says how long to wait.");
        responses["default"] = ProblemAnswer("The request cannot be answered; code says why.");
        operation["responses"] = responses;
        return operation;
    }

    private static string TagOf(string path) => path.Split('/') is ["", "api", "v1", var name, ..] ? name : path.Split('/')[1];

    private static JsonObject Content(BodyAttribute body) =>
        new(body.MediaTypes.Select(mediaType => KeyValuePair.Create<string, JsonNode?>(mediaType, new JsonObject { ["schema"] = SchemaOf(body, mediaType) })));

    // A configuration has a schema of its own, in docs.
    private static JsonNode SchemaOf(BodyAttribute body, string mediaType) => (body.Type, mediaType) switch
    {
        ({ } type, MediaTypes.Json) when !body.OrConfiguration => WorkRequests.Strict.GetJsonSchemaAsNode(type),
        ({ } type, MediaTypes.Json) => new JsonObject { ["anyOf"] = new JsonArray(WorkRequests.Strict.GetJsonSchemaAsNode(type), Configuration()) },
        (_, MediaTypes.Json) => Configuration(),
        _ => Text(),
    };

    private static JsonObject Configuration() => new() { ["type"] = "object" };

    private static JsonObject ProblemAnswer(string description) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } } },
    };

    // RFC 9457, with the code that clients may rely on.
    private static JsonObject Problem() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "title", "status", "detail", "code"),
        ["properties"] = new JsonObject
        {
            ["type"] = Text(),
            ["title"] = Text(),
            ["status"] = new JsonObject { ["type"] = "integer", ["minimum"] = 400 },
            ["detail"] = Text(),
            ["code"] = Text(),
        },
    };

    private static JsonObject Text() => new() { ["type"] = "string" };
}
