namespace Serverless.Core.Audit;

/// <summary>The store or index did not answer, or not usably. Whether a creation took place is unknown; appending the same event again is safe.</summary>
public sealed class AuditStoreException(string message, Exception? innerException = null) : IOException(message, innerException);
