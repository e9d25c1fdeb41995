using Microsoft.AspNetCore.Http;
using Serverless.Functions.Api;

namespace Serverless.Functions.Tests.Api;

public sealed class MediaTypesTests
{
    private static readonly string[] Offered = [MediaTypes.Html, MediaTypes.Json, MediaTypes.Csv];

    // RFC 9110, section 12.5.1: the most specific range decides about a type, and the highest quality about which is sent.
    [Theory]
    [InlineData("", MediaTypes.Html)]
    [InlineData("*/*", MediaTypes.Html)]
    [InlineData("application/json", MediaTypes.Json)]
    [InlineData("application/json; charset=utf-8", MediaTypes.Json)]
    [InlineData("APPLICATION/JSON", MediaTypes.Json)]
    [InlineData("text/*", MediaTypes.Html)]
    [InlineData("text/*;q=0.5, text/csv", MediaTypes.Csv)]
    [InlineData("text/html;q=0, */*", MediaTypes.Json)]
    [InlineData("application/json;q=0.1, image/png", MediaTypes.Json)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", MediaTypes.Html)]
    [InlineData("image/png", null)]
    [InlineData("*/*;q=0", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("no media type", MediaTypes.Html)]
    public void Preferred_ByAcceptHeader_IsTheBestThatIsOffered(string accept, string? expected)
    {
        var request = new DefaultHttpContext().Request;
        if (accept.Length > 0)
            request.Headers.Accept = accept;

        Assert.Equal(expected, request.Preferred(Offered));
    }

    [Theory]
    [InlineData("/api/v1/cycles", "GET, POST")]
    [InlineData("/API/V1/Cycles/", "GET, POST")]
    [InlineData("/api/v1/cycles/cycle-1/scorecard", "GET")]
    [InlineData("/api/v1/deployments/deactivate", "GET, POST")]
    [InlineData("/api/v1/limits", "GET, PUT")]
    [InlineData("/health/live", "GET")]
    [InlineData("/api/v2/cycles", "")]
    [InlineData("/api/v1/cycles/a/b/c", "")]
    [InlineData("/", "")]
    [InlineData("/runtime/webhooks/durabletask/instances", "")]
    public void VerbsOf_Path_AreThoseOfTheFunctionsThatAnswerThere(string path, string expected) => Assert.Equal(expected, UnknownRoute.VerbsOf(path));
}
