using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Deployments;
using Serverless.Testing.Http;

namespace Serverless.Cli.Tests.Deployments;

/// <summary>What the commands send, and what they refuse before they send anything.</summary>
public sealed class DeploymentsCommandTests
{
    private static readonly Reply Shown = Reply.Json("""{"strategyId":"s-1","stage":"Live","paused":false,"capital":"100"}""") with
    {
        Headers = ["Content-Type: application/json", "ETag: \"abc\""],
    };

    [Theory]
    [InlineData("deactivate --reason Drill.", "Name a strategy, a group")]
    [InlineData("deactivate --all --reason Drill.", "say --yes")]
    [InlineData("deactivate s-1 --symbol X --reason Drill.", "not both")]
    [InlineData("list --url nonsense", "is no address")]
    public async Task Command_Incomplete_SaysWhatIsMissingAndSendsNothing(string line, string message)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(DeploymentsCommand.Create(), line));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pause s-1")]
    [InlineData("promote --reason Why.")]
    [InlineData("promote s-1 --reason Why. --capital much")]
    public void Command_WithoutReasonOrStrategy_IsRefusedByTheParser(string line) =>
        Assert.NotEmpty(DeploymentsCommand.Create().Parse(line.Split(' ')).Errors);

    [Fact]
    public async Task Change_NamesTheStateThatItWasDecidedOn_AndTheSameTwiceHasTheSameKey()
    {
        await using var server = new LoopbackServer(Shown);
        using var http = new HttpClient { BaseAddress = server.Address };
        var client = new DeploymentClient(http);

        foreach (var _ in new[] { 1, 2 })
            await client.ChangeAsync("s-1", "pause", new { @operator = "Ada", reason = "Why." }, TestContext.Current.CancellationToken);
        await client.ChangeAsync("s-1", "pause", new { @operator = "Ada", reason = "Another." }, TestContext.Current.CancellationToken);

        var changes = server.Requests.Where(request => request.Method == "POST").ToList();
        Assert.All(changes, request => Assert.Equal("\"abc\"", request.Headers["If-Match"]));
        Assert.Equal("""{"operator":"Ada","reason":"Why."}""", changes[0].Body);
        Assert.Equal(changes[0].Headers["Idempotency-Key"], changes[1].Headers["Idempotency-Key"]);
        Assert.NotEqual(changes[0].Headers["Idempotency-Key"], changes[2].Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task List_SeveralPages_FollowsTheLinks()
    {
        const string One = """{"strategyId":"s-1","stage":"Live","paused":false,"sizeFactor":1,"capital":"100","isLiveCandidate":false}""";
        await using var server = new LoopbackServer(
            Reply.Json($$"""{"value":[{{One}}],"nextLink":"/api/v1/deployments?stage=live&skiptoken=x"}"""), Reply.Json($$"""{"value":[{{One.Replace("s-1", "s-2", StringComparison.Ordinal)}}]}"""));
        using var http = new HttpClient { BaseAddress = server.Address };

        var listed = await new DeploymentClient(http).ListAsync("live", TestContext.Current.CancellationToken);

        Assert.Equal(["s-1", "s-2"], listed.Select(one => one.StrategyId));
        Assert.Equal(["maxpagesize=200&stage=live", "stage=live&skiptoken=x"], server.Requests.Select(request => request.QueryText));
    }

    [Fact]
    public async Task Client_NothingListens_IsUnreachable()
    {
        Uri address;
        await using (var server = new LoopbackServer(Shown))
            address = server.Address;
        using var http = new HttpClient { BaseAddress = address };

        var error = await Assert.ThrowsAsync<CommandException>(() => new DeploymentClient(http).ListAsync(null, TestContext.Current.CancellationToken));

        Assert.Equal(ExitCode.Unreachable, error.ExitCode);
    }

    private static Task<int> RunAsync(Command command, string line) =>
        command.Parse(line.Split(' ')).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
}
