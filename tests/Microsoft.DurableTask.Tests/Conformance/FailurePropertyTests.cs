using Microsoft.DurableTask.Tests.Harness;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask.Tests.Conformance;

/// <summary>Exception properties have the same shapes at once and after a restart.</summary>
public sealed class FailurePropertyTests
{
    private static readonly DateTime Time = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public async Task FailureDetails_PropertiesOfManyTypes_AreTheSameBeforeAndAfterStorage()
    {
        using var folder = new TempFolder();
        await using (var engine = await StartAsync(folder))
        {
            var end = await engine.RunAsync("Fail", options: new("f-1"));
            Check(end.FailureDetails!.InnerFailure!.Properties!);
        }

        await using var again = await StartAsync(folder);
        Check((await again.EndOfAsync("f-1")).FailureDetails!.InnerFailure!.Properties!);
    }

    private static void Check(IDictionary<string, object?> properties)
    {
        Assert.Equal(7, properties.Count);
        Assert.Equal("text", properties["Text"]);
        Assert.Equal(100.0, properties["Int"]);
        Assert.Equal(999999999.0, properties["Long"]);
        Assert.Equal(Time, properties["Time"]);
        Assert.Null(properties["Null"]);
        var map = Assert.IsType<IDictionary<string, object?>>(properties["Map"], exactMatch: false);
        Assert.Equal((3.0, true), (map["Count"], map["Critical"]));
        Assert.Equal(["one", 500.0, null], Assert.IsType<IList<object?>>(properties["List"], exactMatch: false));
    }

    private static Task<TestEngine> StartAsync(TempFolder folder) => TestEngine.StartAsync(
        tasks => tasks
            .AddOrchestratorFunc("Fail", context => context.CallActivityAsync("Throw"))
            .AddActivityFunc("Throw", _ => throw new InvalidOperationException("no")),
        options => options.JournalFolder = folder.Path,
        services: services => services.AddSingleton<IExceptionPropertiesProvider, Provider>());

    private sealed class Provider : IExceptionPropertiesProvider
    {
        public IDictionary<string, object?>? GetExceptionProperties(Exception exception) => exception is not InvalidOperationException
            ? null
            : new Dictionary<string, object?>
            {
                ["Text"] = "text",
                ["Int"] = 100,
                ["Long"] = 999999999L,
                ["Time"] = Time,
                ["Null"] = null,
                ["Map"] = new Dictionary<string, object?> { ["Count"] = 3, ["Critical"] = true },
                ["List"] = new List<object?> { "one", 500, null },
            };
    }
}
