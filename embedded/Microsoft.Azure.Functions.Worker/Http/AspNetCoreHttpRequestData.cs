using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Microsoft.Azure.Functions.Worker.Http;

internal sealed class AspNetCoreHttpRequestData : HttpRequestData
{
    private readonly HttpRequest request;

    private AspNetCoreHttpRequestData(HttpRequest request, FunctionContext context)
        : base(context)
    {
        this.request = request;
        Url = new Uri(request.GetEncodedUrl());
        Headers = new HttpHeadersCollection(request.Headers.Select(h => KeyValuePair.Create<string, IEnumerable<string>>(h.Key, [.. h.Value!])));
        Cookies = [.. request.Cookies.Select(c => new HttpCookie(c.Key, c.Value))];
        // ReadAsString is synchronous.
        if (request.HttpContext.Features.Get<IHttpBodyControlFeature>() is { } control)
            control.AllowSynchronousIO = true;
    }

    public override Stream Body => request.Body;

    public override HttpHeadersCollection Headers { get; }

    public override IReadOnlyCollection<IHttpCookie> Cookies { get; }

    public override Uri Url { get; }

    public override IEnumerable<ClaimsIdentity> Identities => request.HttpContext.User.Identities;

    public override string Method => request.Method;

    /// <summary>The same object for every caller within an invocation; null without an HTTP trigger.</summary>
    public static AspNetCoreHttpRequestData? For(FunctionContext context)
    {
        if (context.Features.Get<AspNetCoreHttpRequestData>() is { } existing)
            return existing;
        if (context.GetHttpContext() is not { } http)
            return null;
        var data = new AspNetCoreHttpRequestData(http.Request, context);
        context.Features.Set(data);
        return data;
    }

    public override HttpResponseData CreateResponse() => new AspNetCoreHttpResponseData(FunctionContext);
}
