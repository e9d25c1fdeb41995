namespace Serverless.Bench;

/// <summary>What a step of the platform took.</summary>
/// <param name="Elapsed">Time.</param>
/// <param name="Requests">Requests to the storage account.</param>
/// <param name="Allocated">Bytes of memory that were asked for.</param>
/// <param name="Live">Bytes of memory in use afterwards.</param>
internal sealed record ScaleCost(TimeSpan Elapsed, long Requests, long Allocated, long Live);
