namespace Microsoft.DurableTask.Embedded;

/// <summary>Whose behaviour to follow where Durable Functions and the portable SDK differ.</summary>
internal enum EngineSemantics
{
    /// <summary>Strict status checks that surface as RpcException; illegal awaits are detected.</summary>
    Functions,

    /// <summary>Requests to missing or finished instances are dropped silently.</summary>
    Portable,
}
