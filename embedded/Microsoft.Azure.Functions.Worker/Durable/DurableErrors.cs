using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>What the engine refuses, as HTTP status codes.</summary>
internal static class DurableErrors
{
    /// <summary>Null for a failure of the host itself.</summary>
    public static int? StatusOf(Exception exception) => exception switch
    {
        ArgumentException => StatusCodes.Status400BadRequest,
        OrchestrationAlreadyExistsException => StatusCodes.Status409Conflict,
        InvalidOperationException => StatusCodes.Status412PreconditionFailed,
        RpcException { StatusCode: StatusCode.NotFound } => StatusCodes.Status404NotFound,
        RpcException { StatusCode: StatusCode.FailedPrecondition } => StatusCodes.Status410Gone,
        RpcException { StatusCode: StatusCode.InvalidArgument } => StatusCodes.Status400BadRequest,
        RpcException { StatusCode: StatusCode.AlreadyExists } => StatusCodes.Status409Conflict,
        _ => null,
    };
}
