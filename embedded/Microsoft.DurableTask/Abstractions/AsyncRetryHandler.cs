namespace Microsoft.DurableTask;

/// <summary>Decides, possibly after awaiting durable tasks, whether a failed task is tried again.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
