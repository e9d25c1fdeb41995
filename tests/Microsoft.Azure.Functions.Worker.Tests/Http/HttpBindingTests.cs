using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Tests.Support;

namespace Microsoft.Azure.Functions.Worker.Tests.Http;

public sealed class HttpBindingTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync(typeof(BindingFunctions));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("api/orders/7", "7 none")]
    [InlineData("api/orders/7/friday", "7 Friday")]
    public async Task Get_RouteValues_AreConverted(string path, string expected) => Assert.Equal(expected, await host.GetAsync(path));

    [Fact]
    public async Task Get_RouteConstraintNotMet_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("api/orders/seven")).StatusCode);

    [Theory]
    [InlineData("api/orders/7/funday", "route value 'side'")]
    [InlineData("api/Query?from=yesterday&symbols=A", "query parameter 'from'")]
    [InlineData("api/Query?from=2024-01-02&symbols=A&id=1", "query parameter 'id'")]
    [InlineData("api/Query?from=2024-01-02&symbols=A&factor=1&factor=2", "query parameter 'factor'")]
    [InlineData("api/Query?symbols=A", "'from' is missing")]
    public async Task Get_ValueThatDoesNotFit_IsBadRequest(string path, string named) =>
        Assert.Contains(named, await Problem.DetailAsync(await host.Client.GetAsync(path), HttpStatusCode.BadRequest));

    [Fact]
    public async Task Get_QueryValues_AreConvertedInvariantlyAndInUtc() => Assert.Equal(
        "2024-01-02T01:00:00.0000000Z BTC+ETH 0.25 00000000-0000-0000-0000-000000000001",
        await host.GetAsync("api/Query?from=2024-01-02T03:00:00%2B02:00&symbols=BTC&symbols=ETH&factor=0.25&id=00000000-0000-0000-0000-000000000001"));

    [Fact]
    public async Task Get_JsonArrayAsQueryValue_IsAnArray() => Assert.Equal(
        "2024-01-02T00:00:00.0000000Z BTC+ETH 1.5 ", await host.GetAsync("api/Query?from=2024-01-02&symbols=%5B%22BTC%22,%22ETH%22%5D"));

    [Fact]
    public async Task Get_AbsentOptionalValues_TakeTheirDefaults() =>
        Assert.Equal("2024-01-02T00:00:00.0000000Z A 1.5 ", await host.GetAsync("api/Query?from=2024-01-02&symbols=A"));

    [Theory]
    [InlineData("Body", """{"Symbol":"BTC","Quantity":4}""")]
    [InlineData("MvcBody", """{"Symbol":"BTC","Quantity":2}""")]
    [InlineData("TriggerBody", """{"Symbol":"BTC","Quantity":2}""")]
    public async Task Post_JsonBody_IsReadWithoutCaseAndWrittenPascalCase(string function, string expected)
    {
        var response = await host.Client.PostAsJsonAsync($"api/{function}", new { symbol = "BTC", quantity = 2 });
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("{\n \"symbol\": }", "line 2")]
    [InlineData("""{"symbol":"BTC","quantity":"many"}""", "quantity")]
    [InlineData("", "line 1")]
    public async Task Post_BodyThatIsNotTheJsonExpected_IsBadRequest(string body, string named)
    {
        var response = await host.Client.PostAsync("api/Body", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Contains(named, await Problem.DetailAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Post_NamesAbsentFromRouteAndQuery_ComeFromTheBody()
    {
        var response = await host.Client.PostAsJsonAsync("api/BodyProperty?symbol=ETH", new { Symbol = "BTC", Quantity = 3 });
        Assert.Equal("ETH 3 -", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Post_BodyPropertyOfTheWrongType_IsBadRequest()
    {
        var response = await host.Client.PostAsJsonAsync("api/BodyProperty", new { Symbol = "BTC", Quantity = "three" });
        Assert.Contains("body property 'quantity'", await Problem.DetailAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Post_HttpRequestData_CarriesRequestAndResponse()
    {
        var response = await host.Client.PostAsync("api/data/a1?q=x", new StringContent("hello"));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("a1", response.Headers.GetValues("X-Id").Single());
        Assert.StartsWith("seen=yes", response.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            """{"Text":"hello","Query":"x","Method":"POST","Function":"RequestData","Same":true,"Bound":"a1"}""", json.GetRawText());
    }

    [Fact]
    public async Task Get_CancellationToken_IsTheRequests() => Assert.Equal("True", await host.GetAsync("api/Cancellation"));

    [Theory]
    [InlineData("api/Body")]
    [InlineData("api/none")]
    [InlineData("runtime/webhooks/durabletask/makeprimary")]
    public async Task Get_MethodOrPathThatNothingAnswers_IsNotFound(string path) =>
        Assert.Contains($"GET /{path}", await Problem.DetailAsync(await host.Client.GetAsync(path), HttpStatusCode.NotFound));
}
