namespace Serverless.Core.Audit;

/// <summary>One thing that is wrong with a trail or a bundle.</summary>
/// <param name="Where">What it is about: an entry by index, a checkpoint by size, or a file of a bundle.</param>
/// <param name="Code">Name of an <see cref="AuditFaultCode"/>, <see cref="Notes.CheckpointFault"/> or <see cref="Bundles.BundleFault"/>; contract.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record AuditFinding(string Where, string Code, string Message)
{
    internal static AuditFinding Of(AuditFault fault) => new($"entry {fault.Index}", $"{fault.Code}", fault.Message);
}
