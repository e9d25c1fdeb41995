using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Keys;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Tests.Http;

public sealed class AuthorizationTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync(typeof(GuardedFunctions));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("Anonymous", "none", true)]
    [InlineData("Anonymous", "wrong", true)]
    [InlineData("Function", "none", false)]
    [InlineData("Function", "wrong", false)]
    [InlineData("Function", "function", true)]
    [InlineData("Function", "system", false)]
    [InlineData("Function", "master", true)]
    [InlineData("System", "none", false)]
    [InlineData("System", "function", false)]
    [InlineData("System", "system", true)]
    [InlineData("System", "master", true)]
    [InlineData("Admin", "none", false)]
    [InlineData("Admin", "function", false)]
    [InlineData("Admin", "system", false)]
    [InlineData("Admin", "master", true)]
    public async Task Get_KeyInHeaderOrQuery_OpensItsLevel(string function, string key, bool allowed)
    {
        var expected = allowed ? HttpStatusCode.NoContent : HttpStatusCode.Unauthorized;
        using var withHeader = new HttpRequestMessage(HttpMethod.Get, $"api/{function}");
        if (KeyOf(key) is { } value)
            withHeader.Headers.Add("x-functions-key", value);
        Assert.Equal(expected, (await host.Client.SendAsync(withHeader)).StatusCode);
        Assert.Equal(expected, (await host.Client.GetAsync($"api/{function}?code={KeyOf(key)}")).StatusCode);
    }

    [Fact]
    public async Task Get_Refused_SaysHowToSendAKey() =>
        Assert.Contains("x-functions-key", await Problem.DetailAsync(await host.Client.GetAsync("api/Function"), HttpStatusCode.Unauthorized));

    [Fact]
    public async Task Keys_FirstStart_AreStoredForTheirOwnerOnly()
    {
        var path = host.Folder.Combine(".secrets/host.json");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        await host.StopAsync();
        await using var next = await RunningHost.StartAsync(host.Folder, [typeof(GuardedFunctions)]);
        Assert.Equal(HttpStatusCode.NoContent, (await next.Client.GetAsync($"api/Admin?code={host.Keys.Master}")).StatusCode);
    }

    [Fact]
    public async Task Keys_Setting_ReplacesTheStoredKey()
    {
        await using var configured = await RunningHost.StartAsync(
            new ScriptFolder(),
            [typeof(GuardedFunctions)],
            builder => builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("HostKeys:Function", "chosen")]));
        Assert.Equal(HttpStatusCode.NoContent, (await configured.Client.GetAsync("api/Function?code=chosen")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await configured.Client.GetAsync($"api/Function?code={configured.Keys.Function}")).StatusCode);
    }

    [Fact]
    public void ReadOrCreate_FileWithoutAKey_NamesFileAndRemedy()
    {
        var folder = new ScriptFolder();
        var path = folder.Combine("keys.json");
        File.WriteAllText(path, """{ "masterKey": { "name": "master", "value": "m" }, "functionKeys": [], "systemKeys": [] }""");
        var error = Assert.Throws<InvalidDataException>(() => KeyFile.ReadOrCreate(path));
        Assert.Contains(path, error.Message);
        Assert.Contains("Delete the file", error.Message);
    }

    [Fact]
    public async Task ReadOrCreate_SixteenHostsAtOnce_AllHaveTheSameKeys()
    {
        for (var round = 0; round < 20; round++)
        {
            var folder = new ScriptFolder();
            var path = folder.Combine(Path.Combine(".secrets", "host.json"));

            var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => KeyFile.ReadOrCreate(path))));

            Assert.Single(keys.Distinct());
            Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        }
    }

    private string? KeyOf(string name) => name switch
    {
        "none" => null,
        "function" => host.Keys.Function,
        "system" => host.Keys.System,
        "master" => host.Keys.Master,
        _ => "wrong",
    };

    public static class GuardedFunctions
    {
        [Function("Anonymous")]
        public static void Anonymous([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
        {
        }

        [Function("Function")]
        public static void Function([HttpTrigger] HttpRequest request)
        {
        }

        [Function("System")]
        public static void System([HttpTrigger(AuthorizationLevel.System)] HttpRequest request)
        {
        }

        [Function("Admin")]
        public static void Admin([HttpTrigger(AuthorizationLevel.Admin)] HttpRequest request)
        {
        }
    }
}
