using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The request does not fit what the function declares; the message goes to the caller.</summary>
internal sealed class BadRequestException(string message, Exception? inner = null) : BadHttpRequestException(message, StatusCodes.Status400BadRequest, inner!);
