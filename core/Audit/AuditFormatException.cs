namespace Serverless.Core.Audit;

/// <summary>Bytes that are not the canonical encoding of an audit entry.</summary>
/// <param name="code"><see cref="AuditFaultCode.Undecodable"/>, <see cref="AuditFaultCode.NonCanonical"/> or <see cref="AuditFaultCode.UnknownSchema"/>.</param>
/// <param name="message">What was found and what was expected.</param>
/// <param name="innerException">The parser's complaint, if any.</param>
public sealed class AuditFormatException(AuditFaultCode code, string message, Exception? innerException = null)
    : FormatException(message, innerException)
{
    /// <summary>Kind of fault.</summary>
    public AuditFaultCode Code { get; } = code;
}
