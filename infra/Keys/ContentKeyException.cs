namespace Serverless.Infra.Keys;

/// <summary>Content cannot be sealed or opened; the message says why and what to do.</summary>
public sealed class ContentKeyException(string message, Exception? innerException = null) : InvalidOperationException(message, innerException);
