namespace Serverless.Infra.LocalStorage;

/// <summary>One of the account's services.</summary>
internal interface IStorageRequests
{
    /// <summary>Does what is asked.</summary>
    /// <exception cref="StorageFault">It cannot be done.</exception>
    StorageReply Answer(StorageRequest request);

    /// <summary>The service's way of saying no.</summary>
    StorageReply Refuse(StorageFault fault);
}
