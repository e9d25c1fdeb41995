using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Embedded.Clients;

/// <summary>Requests that do not fit an instance's status: Durable Functions throws, the portable SDK drops them.</summary>
internal static class StatusConflict
{
    public static RpcException NotFound(string instanceId)
        => new(new(StatusCode.NotFound, $"No instance with ID {instanceId} was found."));

    public static RpcException NotRunning()
        => new(new(StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running."));

    public static RpcException Cannot(string operation, string instanceId, OrchestrationRuntimeStatus status)
        => new(new(
            StatusCode.FailedPrecondition,
            $"InvalidOperationException: Cannot {operation} the orchestration instance {instanceId} because instance is in the {status} state."));
}
