using System.Net;
using Microsoft.Azure.Functions.Worker.Tests.Support;

namespace Microsoft.Azure.Functions.Worker.Tests.Http;

public sealed class HttpResultTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync(typeof(ResultFunctions));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("Result", 202, """{"a":1}""")]
    [InlineData("ActionResult", 203, """{"a":1}""")]
    [InlineData("Text", 200, "plain")]
    [InlineData("Poco", 200, """{"Symbol":"SPY","Quantity":1}""")]
    [InlineData("Nothing", 204, "")]
    [InlineData("Direct", 200, "written")]
    [InlineData("Multiple", 200, "from property")]
    [InlineData("Instance", 200, "ResultFunctions")]
    public async Task Get_EveryKindOfResult_IsWritten(string function, int status, string body)
    {
        var response = await host.Client.GetAsync($"api/{function}");
        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Get_FunctionThrows_IsProblemWithoutTheInside()
    {
        var response = await host.Client.GetAsync("api/Throws");
        await Problem.DetailAsync(response, HttpStatusCode.InternalServerError);
        var body = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("secret", body);
        Assert.DoesNotContain("   at ", body);
    }

    [Fact]
    public async Task Post_BodyAtTheLimit_IsRead()
    {
        var response = await host.Client.PostAsync("api/Echo", new StringContent(new string('a', 1024 * 1024)));
        Assert.Equal(1024 * 1024, (await response.Content.ReadAsStringAsync()).Length);
    }

    [Fact]
    public async Task Post_BodyOverTheLimit_IsTooLarge()
    {
        var response = await host.Client.PostAsync("api/Echo", new StringContent(new string('a', (1024 * 1024) + 1)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
