namespace Grpc.Core;

/// <summary>What a client of the Functions host sees when a request does not fit the instance's status.</summary>
public class RpcException(Status status) : Exception(status.ToString())
{
    public Status Status { get; } = status;

    public StatusCode StatusCode => Status.StatusCode;
}
