using Microsoft.AspNetCore.Http;
using Serverless.Core.Configuration;

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

    public static IResult Of(ConfigurationException error) => Results.Problem(
        detail: error.Message,
        statusCode: StatusCodes.Status400BadRequest,
        type: "urn:serverless:problem:configuration-invalid",
        extensions: new Dictionary<string, object?>
        {
            ["code"] = "configuration-invalid",
            ["errors"] = error.Errors.Select(one => new { one.Position.Line, one.Position.Column, Key = one.Path, one.Message }).ToList(),
        });

    public static IResult ResultMissing(string id, string status) =>
        Of(StatusCodes.Status409Conflict, "result-missing", $"'{id}' is {status}; only what has completed has a result.");

    public static IResult IdsInvalid() =>
        Of(StatusCodes.Status400BadRequest, "query-invalid", $"ids names 2 to {ExperimentQueries.MostCompared} runs: ids=a,b.");

    public static IResult BacktestUnknown(string id) => Of(StatusCodes.Status404NotFound, "backtest-unknown", $"There is no backtest '{id}'.");

    public static IResult CycleUnknown(string id) => Of(StatusCodes.Status404NotFound, "cycle-unknown", $"There is no cycle '{id}'.");

    public static IResult OptimizationUnknown(string id) => Of(StatusCodes.Status404NotFound, "optimization-unknown", $"There is no optimisation '{id}'.");

    public static IResult ApprovalUnknown(string id) => Of(StatusCodes.Status404NotFound, "approval-unknown", $"There is no request for approval '{id}'.");

    /// <summary>Code and detail for a machine that asks for what only people decide.</summary>
    public static (string Code, string Detail) PersonRequired { get; } =
        ("person-required", "Two people must agree on this: send the bearer token of one; a key proves a role and no person.");

    public static IResult DeploymentUnknown(string id) =>
        Of(StatusCodes.Status404NotFound, "deployment-unknown", $"There is no strategy '{id}', deployed or not.");
}
