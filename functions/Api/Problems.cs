using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Api;

/// <summary>Error answers in the form of RFC 9457, each with a code that clients may rely on.</summary>
internal static class Problems
{
    public static IResult Of(int status, string code, string detail) => Results.Problem(
        detail: detail,
        statusCode: status,
        type: $"urn:serverless:problem:{code}",
        extensions: new Dictionary<string, object?> { ["code"] = code });

    public static IResult KeyReused(string id) =>
        Of(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", $"'{id}' was started with other settings under this key.");

    public static IResult CycleUnknown(string id) => Of(StatusCodes.Status404NotFound, "cycle-unknown", $"There is no cycle '{id}'.");

    public static IResult OptimizationUnknown(string id) => Of(StatusCodes.Status404NotFound, "optimization-unknown", $"There is no optimisation '{id}'.");

    public static IResult DeploymentUnknown(string id) =>
        Of(StatusCodes.Status404NotFound, "deployment-unknown", $"There is no strategy '{id}', deployed or not.");
}
