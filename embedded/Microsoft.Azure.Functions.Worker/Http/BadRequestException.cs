namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The request does not fit what the function declares; the message goes to the caller.</summary>
internal sealed class BadRequestException(string message, Exception? inner = null) : Exception(message, inner);
