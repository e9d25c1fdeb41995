namespace Serverless.Core.Validation.Bootstrap;

/// <summary>Work of one replication. It may use <paramref name="buffers"/>, which no other replication uses at the same time.</summary>
/// <param name="replication">Number from 0; results belong at this position, so that their order does not depend on scheduling.</param>
/// <param name="indices">Which observations were drawn.</param>
/// <param name="buffers">Memory of this worker, reused from replication to replication.</param>
public delegate void ReplicationBody<in TBuffers>(int replication, ReadOnlySpan<int> indices, TBuffers buffers);
