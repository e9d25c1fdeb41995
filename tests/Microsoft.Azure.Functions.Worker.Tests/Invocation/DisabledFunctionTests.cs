using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Tests.Invocation;

public sealed class DisabledFunctionTests
{
    [Theory]
    [InlineData("AzureWebJobs.Hello.Disabled", "true")]
    [InlineData("AzureWebJobs:Hello:Disabled", "1")]
    public async Task Request_DisabledHttpFunction_IsNotFound(string setting, string value)
    {
        await using var host = await StartAsync(setting, value);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("api/Hello")).StatusCode);
        Assert.Equal("here", await host.GetAsync("api/Other"));
        var listed = await host.Client.GetFromJsonAsync<JsonElement>($"admin/functions/Hello?code={host.Keys.Master}");
        Assert.True(listed.GetProperty("isDisabled").GetBoolean());
    }

    [Theory]
    [InlineData("Caller", "No orchestrator task")]
    [InlineData("Work", "No activity task")]
    public async Task Run_DisabledDurableFunction_IsNotRegistered(string function, string reported)
    {
        await using var host = await StartAsync($"AzureWebJobs.{function}.Disabled", "true");
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Caller");
        var end = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        var failure = end.FailureDetails!.InnerFailure ?? end.FailureDetails;
        Assert.EndsWith("TaskNotFound", failure.ErrorType, StringComparison.Ordinal);
        Assert.Contains(function, failure.ErrorMessage);
        Assert.Contains(reported, failure.ErrorMessage);
    }

    [Fact]
    public async Task StartAsync_SettingThatIsNoFlag_NamesIt()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync("AzureWebJobs.Hello.Disabled", "maybe"));
        Assert.Contains("AzureWebJobs.Hello.Disabled is 'MAYBE'", error.Message);
    }

    private static Task<RunningHost> StartAsync(string setting, string value) => RunningHost.StartAsync(
        typeof(Functions), builder => builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>(setting, value)]));

    public static class Functions
    {
        [Function("Hello")]
        public static string Hello([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "hello";

        [Function("Other")]
        public static string Other([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "here";

        [Function("Caller")]
        public static Task<int> Caller([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<int>("Work", 1);

        [Function("Work")]
        public static int Work([ActivityTrigger] int number) => number;
    }
}
