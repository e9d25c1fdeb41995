using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Tests.Invocation;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Invoke_SeveralMiddleware_RunInTheOrderAdded()
    {
        var journal = new Journal();
        await using var host = await RunningHost.StartAsync(typeof(Functions), builder =>
        {
            builder.Services.AddSingleton(journal);
            builder.UseMiddleware<Outer>();
            builder.UseMiddleware(async (context, next) =>
            {
                journal.Write($"inner before {context.FunctionDefinition.Name}");
                await next();
                journal.Write($"inner after {context.GetInvocationResult().Value}");
            });
            builder.UseWhen(context => context.FunctionDefinition.Name == "Other", (context, next) => throw new InvalidOperationException());
        });

        Assert.Equal("hello", await host.GetAsync("api/Hello"));

        Assert.Equal(["outer before True", "inner before Hello", "function", "inner after hello", "outer after"], journal.Lines);
    }

    [Fact]
    public async Task Invoke_MiddlewareSetsTheResult_TheFunctionDoesNotRun()
    {
        var journal = new Journal();
        await using var host = await RunningHost.StartAsync(typeof(Functions), builder =>
        {
            builder.Services.AddSingleton(journal);
            builder.UseMiddleware((context, next) =>
            {
                context.GetInvocationResult().Value = Results.StatusCode(418);
                return Task.CompletedTask;
            });
        });

        Assert.Equal(418, (int)(await host.Client.GetAsync("api/Hello")).StatusCode);
        Assert.Empty(journal.Lines);
    }

    [Fact]
    public async Task Invoke_InstanceFunction_SharesTheScopeOfItsInvocation()
    {
        await using var host = await RunningHost.StartAsync(typeof(ScopedFunctions), builder =>
        {
            builder.Services.AddScoped<ScopeMark>();
            builder.UseMiddleware((context, next) =>
            {
                context.InstanceServices.GetRequiredService<ScopeMark>().Value = context.GetHttpContext()!.Request.Query["mark"];
                return next();
            });
        });

        Assert.Equal("a", await host.GetAsync("api/Mark?mark=a"));
        Assert.Equal("b", await host.GetAsync("api/Mark?mark=b"));
    }

    [Fact]
    public async Task Invoke_FunctionInstance_IsDisposedAfterTheCall()
    {
        var journal = new Journal();
        await using var host = await RunningHost.StartAsync(typeof(DisposableFunctions), builder => builder.Services.AddSingleton(journal));
        await host.GetAsync("api/Disposable");
        Assert.Equal(["run", "disposed"], journal.Lines);
    }

    [Fact]
    public async Task GetInvocationResult_OfAnotherType_SaysWhichFunction()
    {
        Exception? seen = null;
        await using var host = await RunningHost.StartAsync(typeof(Functions), builder =>
        {
            builder.Services.AddSingleton(new Journal());
            builder.UseMiddleware(async (context, next) =>
            {
                await next();
                seen = Record.Exception(() => context.GetInvocationResult<int>());
            });
        });
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("api/Hello")).StatusCode);
        Assert.Contains("'Hello'", Assert.IsType<InvalidOperationException>(seen).Message);
    }

    [Fact]
    public async Task BindInputAsync_ValueReplaced_IsWhatTheFunctionGets()
    {
        await using var host = await RunningHost.StartAsync(typeof(BindingFunctions), builder => builder.UseMiddleware(async (context, next) =>
        {
            var order = await context.BindInputAsync<Order>(context.FunctionDefinition.InputBindings["order"]);
            order.Value = order.Value! with { Quantity = order.Value!.Quantity * 2 };
            await next();
        }));
        var response = await host.Client.PostAsJsonAsync("api/TakeOrder", new Order("SPY", 21));
        Assert.Equal("SPY 42", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task GetOutputBindings_OfAFunctionWithSeveralOutputs_GivesItsHttpResult()
    {
        await using var host = await RunningHost.StartAsync(typeof(BindingFunctions), builder => builder.UseMiddleware(async (context, next) =>
        {
            await next();
            var output = context.GetOutputBindings<IResult>().Single();
            Assert.Equal(("http", "Response"), (output.BindingType, output.Name));
            Assert.Empty(context.GetOutputBindings<string>());
            output.Value = Results.StatusCode(418);
        }));
        Assert.Equal(418, (int)(await host.Client.GetAsync("api/Outputs")).StatusCode);
    }

    public sealed record Order(string Symbol, int Quantity);

    public sealed class Outputs
    {
        [HttpResult]
        public IResult Response { get; set; } = Results.Text("original");
    }

    public static class BindingFunctions
    {
        [Function("TakeOrder")]
        public static string TakeOrder([HttpTrigger(AuthorizationLevel.Anonymous, "post")] Order order) => $"{order.Symbol} {order.Quantity}";

        [Function("Outputs")]
        public static Outputs Several([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new();
    }

    public sealed class Journal
    {
        private readonly List<string> lines = [];

        public IReadOnlyList<string> Lines => lines;

        public void Write(string line) => lines.Add(line);
    }

    public sealed class Outer(Journal journal) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            journal.Write($"outer before {context.GetHttpContext() is not null}");
            await next(context);
            journal.Write("outer after");
        }
    }

    public sealed class Functions(Journal journal)
    {
        [Function("Hello")]
        public string Hello([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
        {
            journal.Write("function");
            return "hello";
        }
    }

    public sealed class ScopeMark
    {
        public string? Value { get; set; }
    }

    public sealed class ScopedFunctions(ScopeMark mark)
    {
        [Function("Mark")]
        public string? Mark([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => mark.Value;
    }

    public sealed class DisposableFunctions(Journal journal) : IDisposable
    {
        [Function("Disposable")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
        {
            journal.Write("run");
            return "";
        }

        public void Dispose() => journal.Write("disposed");
    }
}
