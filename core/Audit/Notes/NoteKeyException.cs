namespace Serverless.Core.Audit.Notes;

/// <summary>A private key must not, or cannot, be used; the message says why and what to do.</summary>
public sealed class NoteKeyException(string message, Exception? innerException = null) : InvalidOperationException(message, innerException);
