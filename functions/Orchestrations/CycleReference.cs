namespace Serverless.Functions.Orchestrations;

/// <summary>What every step needs to know about its cycle.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="ConfigHash">Hash of its settings.</param>
public sealed record CycleReference(string CycleId, string RequestedBy, string ConfigHash);
