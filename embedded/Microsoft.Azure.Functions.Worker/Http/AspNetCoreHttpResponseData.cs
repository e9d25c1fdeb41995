using System.Net;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A response kept in memory until the function has returned it.</summary>
internal sealed class AspNetCoreHttpResponseData(FunctionContext context) : HttpResponseData(context)
{
    private readonly ResponseCookies cookies = new();

    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers { get; set; } = new();

    public override Stream Body { get; set; } = new MemoryStream();

    public override HttpCookies Cookies => cookies;

    public async Task WriteToAsync(HttpContext http)
    {
        http.Response.StatusCode = (int)StatusCode;
        foreach (var (name, values) in Headers)
            http.Response.Headers[name] = values.ToArray();
        cookies.WriteTo(http.Response.Cookies);
        if (Body.CanSeek)
            Body.Position = 0;
        await Body.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
