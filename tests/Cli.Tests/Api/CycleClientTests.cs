using System.Net;
using System.Text;
using Serverless.Cli.Api;

namespace Serverless.Cli.Tests.Api;

public sealed class CycleClientTests
{
    [Fact]
    public async Task Start_ProblemAnswer_ShowsItsDetail()
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => Client(HttpStatusCode.BadRequest, """{"detail":"Strategies must be 60 to 200."}""")
            .StartAsync(new { }, CancellationToken.None));

        Assert.Contains("400: Strategies must be 60 to 200.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnswerThatIsNotJson_ShowsItAsItIs()
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => Client(HttpStatusCode.BadGateway, "<html>").GetAsync("cycle-1", CancellationToken.None));

        Assert.Contains("502: <html>", error.Message, StringComparison.Ordinal);
    }

    private static CycleClient Client(HttpStatusCode status, string body) =>
        new(new HttpClient(new Answer(status, body)) { BaseAddress = new Uri("http://127.0.0.1/") });

    private sealed class Answer(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8) });
    }
}
