using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Tests.Invocation;

public sealed class InputConverterTests
{
    [Theory]
    [InlineData(0, "host", "converter")]
    [InlineData(9, "host", "host")]
    public async Task RegisterAt_BeforeOrBehindTheHost_DecidesWhoIsAskedFirst(int index, string text, string expected)
    {
        await using var host = await StartAsync(options => options.InputConverters.RegisterAt<Always>(index));
        Assert.Equal(expected, await host.GetAsync($"api/Text?text={text}"));
        Assert.Equal("converter", await host.GetAsync("api/Text"));
    }

    [Fact]
    public async Task RegisterAt_TypeThatTheHostCannotBind_IsConvertedFromSourceAndContextByOneObject()
    {
        await using var host = await StartAsync(options => options.InputConverters.RegisterAt<PairConverter>(0));
        Assert.Equal("BTC/EUR by Quote from 1 instance", await host.GetAsync("api/quote/BTC-EUR"));
        Assert.Equal("ETH/USD by Quote from 1 instance", await host.GetAsync("api/quote/ETH-USD"));
        Assert.Equal("none", await host.GetAsync("api/OtherPair"));
    }

    [Fact]
    public async Task RegisterAt_TriggerParameter_HasTheRequestAsSource()
    {
        await using var host = await StartAsync(options => options.InputConverters.RegisterAt<PathConverter>(0));
        Assert.Equal("/api/Path", await host.GetAsync("api/Path"));
    }

    [Fact]
    public async Task ConverterOnTheType_LeavesAParameterUnhandled_TheHostBindsIt()
    {
        await using var host = await StartAsync();
        Assert.Equal("marked", await host.GetAsync("api/Marked?mark=yes"));
        Assert.Equal("none", await host.GetAsync("api/Marked"));
    }

    [Fact]
    public async Task ConverterThatFails_FailsTheInvocation()
    {
        await using var host = await StartAsync(options => options.InputConverters.RegisterAt<Failing>(0));
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Client.GetAsync("api/Text?text=a", Limit.Token)).StatusCode);
    }

    [Fact]
    public async Task DurableFunctions_KeepTheirInputsAndLeaveOtherParametersToConverters()
    {
        await using var host = await StartAsync(options => options.InputConverters.RegisterAt<Always>(0), typeof(DurableFunctions));
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Durable", "in", Limit.Token);
        Assert.Equal("in in converter", (await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token)).ReadOutputAs<string>());
    }

    [Fact]
    public void Clear_NothingRegisteredAfter_IsRefusedAtStart()
    {
        using var host = RunningHost.Build(new ScriptFolder(), [typeof(HttpFunctions)], builder => builder.Services.Configure<WorkerOptions>(o => o.InputConverters.Clear()));
        var error = Assert.ThrowsAny<InvalidOperationException>(() => host.Services.GetRequiredService<FunctionCatalog>());
        Assert.Contains("InputConverters is empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clear_ThenRegister_TheHostBindsNothingItself()
    {
        await using var host = await StartAsync(options =>
        {
            options.InputConverters.Clear();
            options.InputConverters.Register<Always>();
            options.InputConverters.Register<PathConverter>();
        });
        Assert.Equal("converter", await host.GetAsync("api/TextAndPath?text=host"));
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Client.GetAsync("api/OtherPair", Limit.Token)).StatusCode);
    }

    [Fact]
    public void Capabilities_HoldTheFlagsThatHaveAProperty()
    {
        var options = new WorkerOptions();
        Assert.True(options.IncludeEmptyEntriesInMessagePayload);
        options.IncludeEmptyEntriesInMessagePayload = false;
        Assert.DoesNotContain(nameof(options.IncludeEmptyEntriesInMessagePayload), options.Capabilities.Keys);
        options.Capabilities[nameof(options.IncludeEmptyEntriesInMessagePayload)] = "true";
        Assert.True(options.IncludeEmptyEntriesInMessagePayload);
    }

    private static Task<RunningHost> StartAsync(Action<WorkerOptions>? configure = null, Type? functions = null)
        => RunningHost.StartAsync(functions ?? typeof(HttpFunctions), builder => builder.Services.Configure<WorkerOptions>(options => configure?.Invoke(options)));

    public static class HttpFunctions
    {
        [Function("Text")]
        public static string Text([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, string? text) => text ?? "none";

        [Function("Quote")]
        public static string Quote([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "quote/{pair}")] HttpRequest request, Pair pair)
            => $"{pair.Base}/{pair.Quote} by {pair.Function} from {pair.Instances} instance";

        [Function("OtherPair")]
        public static string OtherPair([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, Pair? pair) => pair?.Base ?? "none";

        [Function("Path")]
        public static string Path([HttpTrigger(AuthorizationLevel.Anonymous, "get")] RequestPath path) => path.Value;

        [Function("TextAndPath")]
        public static string TextAndPath([HttpTrigger(AuthorizationLevel.Anonymous, "get")] RequestPath path, string text) => text;

        [Function("Marked")]
        public static string Marked([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, Mark? mark) => mark?.Text ?? "none";
    }

    public static class DurableFunctions
    {
        [Function("Durable")]
        public static async Task<string> Durable([OrchestrationTrigger] TaskOrchestrationContext context, string input)
            => $"{input} {await context.CallActivityAsync<string>("Work", input)}";

        [Function("Work")]
        public static string Work([ActivityTrigger] string input, string extra) => $"{input} {extra}";
    }

    public sealed record Pair(string Base, string Quote, string Function, int Instances);

    public sealed record RequestPath(string Value);

    [InputConverter(typeof(MarkConverter))]
    public sealed record Mark(string Text);

    private sealed class Always : IInputConverter
    {
        public ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
            => new(context.TargetType == typeof(string) ? ConversionResult.Success("converter") : ConversionResult.Unhandled());
    }

    private sealed class Failing : IInputConverter
    {
        public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => new(ConversionResult.Failed(new FormatException()));
    }

    private sealed class MarkConverter : IInputConverter
    {
        public ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
            => new(context.FunctionContext.GetHttpContext()!.Request.Query.ContainsKey("mark")
                ? ConversionResult.Success(new Mark("marked"))
                : ConversionResult.Unhandled());
    }

    private sealed class PathConverter : IInputConverter
    {
        public ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
            => new(context.TargetType == typeof(RequestPath) && context.Source is HttpRequestData request
                ? ConversionResult.Success(new RequestPath(request.Url.AbsolutePath))
                : ConversionResult.Unhandled());
    }

    private sealed class PairConverter(TimeProvider injected) : IInputConverter
    {
        private readonly HashSet<object> seen = [];

        public ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
        {
            Assert.NotNull(injected);
            if (context.TargetType != typeof(Pair) || context.Source is not string text)
                return new(ConversionResult.Unhandled());
            seen.Add(this);
            var parts = text.Split('-');
            return new(ConversionResult.Success(new Pair(parts[0], parts[1], context.FunctionContext.FunctionDefinition.Name, seen.Count)));
        }
    }
}
