namespace Serverless.Core.Audit;

/// <summary>One thing that is wrong with a log.</summary>
/// <param name="Index">Index of the entry at which it shows.</param>
/// <param name="Code">Kind of fault.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record AuditFault(long Index, AuditFaultCode Code, string Message);
