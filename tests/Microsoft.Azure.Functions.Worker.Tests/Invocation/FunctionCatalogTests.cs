using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Tests.Invocation;

public sealed class FunctionCatalogTests
{
    [Theory]
    [InlineData(nameof(Broken.NoTrigger), "0 parameters carry a trigger")]
    [InlineData(nameof(Broken.TwoTriggers), "2 parameters carry a trigger")]
    [InlineData("NotPublic", "Make it public")]
    [InlineData(nameof(Broken.AsyncVoid), "Return Task")]
    [InlineData(nameof(Broken.ByReference), "'request' is passed by reference")]
    [InlineData(nameof(Broken.RetriedHttp), "only timer functions take a retry attribute")]
    [InlineData(nameof(Broken.UserLevel), "AuthorizationLevel.User")]
    [InlineData(nameof(Broken.TimerType), "must be TimerInfo")]
    [InlineData(nameof(Broken.TimerExtra), "'Int32 number'")]
    [InlineData(nameof(Broken.OrchestratorType), "must be TaskOrchestrationContext")]
    [InlineData(nameof(Broken.EntityType), "must be TaskEntityDispatcher")]
    [InlineData(nameof(Broken.ClientType), "must be DurableTaskClient")]
    [InlineData(nameof(Broken.ActivityExtra), "'Int32 number'")]
    [InlineData(nameof(Broken.BadName), "must start with a letter")]
    public void Constructor_BrokenSignature_NamesMethodAndRemedy(string method, string remedy)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Catalog(typeof(Broken)));
        var line = Assert.Single(error.Message.Split('\n'), l => l.Contains($"{nameof(Broken)}.{method} ", StringComparison.Ordinal));
        Assert.Contains(remedy, line);
    }

    [Fact]
    public void Constructor_SameNameTwice_NamesBothMethods()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Catalog(typeof(Twice)));
        Assert.Contains("Twice.One and ", error.Message);
        Assert.Contains("Twice.Two", error.Message);
    }

    [Fact]
    public async Task StartAsync_SameRouteTwice_NamesBothFunctions()
    {
        using var host = RunningHost.Build(new ScriptFolder(), [typeof(SameRoute)]);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Contains("'Left' (/api/same) and 'Right' (/api/same) both answer GET requests", error.Message);
    }

    [Fact]
    public async Task StartAsync_RoutesThatDifferInParameterNamesOnly_NamesBothFunctions()
    {
        using var host = RunningHost.Build(new ScriptFolder(), [typeof(SameShape)]);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Contains("'ById' (/api/jobs/{id}/log) and 'ByName' (/api/jobs/{name}/log)", error.Message);
    }

    [Fact]
    public async Task StartAsync_SameShapeButOtherMethodsOrConstraints_AnswersEach()
    {
        await using var host = await RunningHost.StartAsync(typeof(Distinct));
        Assert.Equal("number", await host.GetAsync("api/items/7"));
        Assert.Equal("letters", await host.GetAsync("api/items/seven"));
        Assert.Equal("posted", await (await host.Client.PostAsync("api/items/seven", null)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task StartAsync_ReservedRoute_IsRefused()
    {
        using var host = RunningHost.Build(new ScriptFolder("""{ "extensions": { "http": { "routePrefix": "" } } }"""), [typeof(Reserved)]);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());
        Assert.Contains("'Mine'", error.Message);
        Assert.Contains("Change its Route", error.Message);
    }

    [Fact]
    public void Definition_Function_DescribesMethodAndBindings()
    {
        var definition = Catalog(typeof(Good)).Find("good")!.Definition;
        Assert.Equal("Good", definition.Name);
        Assert.Equal(typeof(Good).FullName + ".Run", definition.EntryPoint);
        Assert.Equal(["request", "client"], definition.Parameters.Select(p => p.Name));
        Assert.Equal("httpTrigger", definition.InputBindings["request"].Type);
        Assert.Equal("durableClient", definition.InputBindings["client"].Type);
    }

    private static FunctionCatalog Catalog(Type functions) =>
        new(new FunctionSources([functions]), new ConfigurationBuilder().Build(), Options.Create(new WorkerOptions()));

#pragma warning disable xUnit1013
    public static class Broken
    {
        [Function("RetriedHttp")]
        [FixedDelayRetry(3, "00:00:01")]
        public static void RetriedHttp([HttpTrigger] HttpRequest request)
        {
        }

        [Function("NoTrigger")]
        public static void NoTrigger(string text)
        {
        }

        [Function("TwoTriggers")]
        public static void TwoTriggers([HttpTrigger] HttpRequest request, [TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }

        [Function("NotPublic")]
        internal static void NotPublic([HttpTrigger] HttpRequest request)
        {
        }

        [Function("AsyncVoid")]
        public static async void AsyncVoid([HttpTrigger] HttpRequest request) => await Task.CompletedTask;

        [Function("ByReference")]
        public static void ByReference([HttpTrigger] ref HttpRequest request)
        {
        }

        [Function("UserLevel")]
        public static void UserLevel([HttpTrigger(AuthorizationLevel.User)] HttpRequest request)
        {
        }

        [Function("TimerType")]
        public static void TimerType([TimerTrigger("0 * * * * *")] string timer)
        {
        }

        [Function("TimerExtra")]
        public static void TimerExtra([TimerTrigger("0 * * * * *")] TimerInfo timer, int number)
        {
        }

        [Function("OrchestratorType")]
        public static void OrchestratorType([OrchestrationTrigger] string context)
        {
        }

        [Function("EntityType")]
        public static void EntityType([EntityTrigger] string dispatcher)
        {
        }

        [Function("ClientType")]
        public static void ClientType([HttpTrigger] HttpRequest request, [DurableClient] string client)
        {
        }

        [Function("ActivityExtra")]
        public static void ActivityExtra([ActivityTrigger] string input, int number)
        {
        }

        [Function("1 bad name")]
        public static void BadName([HttpTrigger] HttpRequest request)
        {
        }
    }

    public static class Twice
    {
        [Function("Same")]
        public static void One([HttpTrigger] HttpRequest request)
        {
        }

        [Function("same")]
        public static void Two([HttpTrigger] HttpRequest request)
        {
        }
    }

    public static class SameRoute
    {
        [Function("Left")]
        public static void Left([HttpTrigger("get", "post", Route = "same")] HttpRequest request)
        {
        }

        [Function("Right")]
        public static void Right([HttpTrigger("get", Route = "same")] HttpRequest request)
        {
        }
    }

    public static class SameShape
    {
        [Function("ById")]
        public static void ById([HttpTrigger("get", Route = "jobs/{id}/log")] HttpRequest request)
        {
        }

        [Function("ByName")]
        public static void ByName([HttpTrigger("get", Route = "jobs/{name}/log")] HttpRequest request)
        {
        }
    }

    public static class Distinct
    {
        [Function("Number")]
        public static string Number([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}")] HttpRequest request) => "number";

        [Function("Letters")]
        public static string Letters([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{name:alpha}")] HttpRequest request) => "letters";

        [Function("Posted")]
        public static string Posted([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "items/{key}")] HttpRequest request) => "posted";
    }

    public static class Reserved
    {
        [Function("Mine")]
        public static void Mine([HttpTrigger(Route = "admin/mine")] HttpRequest request)
        {
        }
    }

    public static class Good
    {
        [Function("Good")]
        public static void Run([HttpTrigger] HttpRequest request, [DurableClient] DurableTaskClient client)
        {
        }

        [Function("GoodOrchestrator")]
        public static Task<int> Orchestrate([OrchestrationTrigger] TaskOrchestrationContext context, int input) => Task.FromResult(input);
    }
}
