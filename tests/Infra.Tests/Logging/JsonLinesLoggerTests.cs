using System.Text.Json;
using Microsoft.Extensions.Logging;
using Serverless.Infra.Logging;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Logging;

public sealed class JsonLinesLoggerTests : IDisposable
{
    private const string Secret = "Zx81+kq/hunter2SECRETmaterial==";
    private readonly string folder = Directory.CreateTempSubdirectory("json-lines-").FullName;
    private readonly ManualTimeProvider time = new();
    private readonly JsonLinesLoggerProvider provider;

    public JsonLinesLoggerTests()
    {
        provider = new JsonLinesLoggerProvider(new LogFileOptions { Folder = folder }, time, message => Assert.Fail(message));
        provider.SetScopeProvider(new LoggerExternalScopeProvider());
    }

    public void Dispose()
    {
        provider.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Log_Categories_GoToTheirStreamsAndWarningsToErrorsToo()
    {
        provider.CreateLogger("Serverless.Functions.Timers").LogInformation("started {Cycle}", "c-1");
        provider.CreateLogger("Serverless.Trades.Paper").LogInformation("closed");
        provider.CreateLogger("Serverless.Orders").LogWarning("refused");
        provider.CreateLogger("Serverless.Performance").LogInformation("snapshot {Equity}", 101.5);
        provider.CreateLogger("Serverless.OrdersOfOthers").LogError("failed");

        Assert.Equal(["started c-1"], Messages("events"));
        Assert.Equal(["closed"], Messages("trades"));
        Assert.Equal(["refused"], Messages("orders"));
        Assert.Equal(["snapshot 101.5"], Messages("performance"));
        Assert.Equal(["refused", "failed"], Messages("errors"));
        var line = Lines("events")[0];
        Assert.Equal(["timestamp", "component", "level", "message", "context"], line.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("2024-01-01T00:00:00Z", "Serverless.Functions.Timers", "information"), (line.GetProperty("timestamp").GetString(), line.GetProperty("component").GetString(), line.GetProperty("level").GetString()));
        Assert.Equal("c-1", line.GetProperty("context").GetProperty("Cycle").GetString());
    }

    [Fact]
    public void Log_PlantedSecrets_AreInNoFile()
    {
        var logger = provider.CreateLogger("Serverless.Any");
        var orders = provider.CreateLogger("Serverless.Orders");
        foreach (var one in new[] { logger, orders })
        {
            one.LogInformation("key {ApiKey} of {User}", Secret, "ann");
            one.LogInformation("connecting with {ConnectionString}", $"AccountKey={Secret}");
            one.LogInformation("connecting with {Text}", $"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={Secret};EndpointSuffix=core.windows.net");
            one.LogWarning("GET {Url}", $"https://host/api?code={Secret}&page=2");
            one.LogInformation("header Authorization: Bearer {Value}", Secret);
            one.LogInformation("settings {Json}", $$$"""{"broker":{"api-secret":"{{{Secret}}}","name":"x"}}""");
            using (one.BeginScope(new Dictionary<string, object?> { ["password"] = Secret, ["Cycle"] = "c-7" }))
                one.LogError(new InvalidOperationException($"the token={Secret} was refused"), "failed");
            one.Log(LogLevel.Information, 0, $"plain text, secret: {Secret}", null, (state, _) => state);
        }

        var files = Directory.GetFiles(folder).ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        Assert.Equal(["errors", "events", "orders"], files.Keys.Order());
        Assert.All(files.Values, text => Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal));
        Assert.Equal("key *** of ann", Messages("events")[0]);
        Assert.Contains("AccountName=a;AccountKey=***;EndpointSuffix=core.windows.net", Messages("events")[2], StringComparison.Ordinal);
        Assert.Equal("GET https://host/api?code=***&page=2", Messages("errors")[0]);
        var failed = Lines("errors").First(line => line.GetProperty("message").GetString() == "failed").GetProperty("context");
        Assert.Equal(("***", "c-7"), (failed.GetProperty("password").GetString(), failed.GetProperty("Cycle").GetString()));
        Assert.Equal("the token=*** was refused", failed.GetProperty("exception").GetProperty("message").GetString());
    }

    [Fact]
    public void Log_FiguresAndParameters_AreToldOnlyWhereTheyAreRecorded()
    {
        var parameters = new Dictionary<string, double> { ["fast"] = 17.25 };
        foreach (var category in new[] { "Serverless.Cycle", "Serverless.Performance" })
            provider.CreateLogger(category).LogInformation("{Strategy} with {Parameters} has {FinalEquity:F1} of {Text}, Sharpe {Sharpe}", "sma", parameters, 123456.75, "Summary { InitialEquity = 123456.75, Trades = 3 }", 1.5);

        Assert.Equal("sma with *** has *** of Summary { InitialEquity = ***, Trades = 3 }, Sharpe 1.5", Messages("events")[0]);
        var context = Lines("events")[0].GetProperty("context");
        Assert.Equal(("***", "***", 1.5), (context.GetProperty("Parameters").GetString(), context.GetProperty("FinalEquity").GetString(), context.GetProperty("Sharpe").GetDouble()));
        Assert.Contains("123456.8", Messages("performance")[0], StringComparison.Ordinal);
        Assert.Equal(123456.75, Lines("performance")[0].GetProperty("context").GetProperty("FinalEquity").GetDouble());
    }

    [Fact]
    public void Log_FromManyThreads_LosesNoLineAndMixesNone()
    {
        var logger = provider.CreateLogger("Serverless.Trades");

        Parallel.For(0, 500, i => logger.LogInformation("trade {Number}", i));

        // Read while the file is open: what is logged, the operating system has.
        Assert.Equal(Enumerable.Range(0, 500), Lines("trades").Select(line => line.GetProperty("context").GetProperty("Number").GetInt32()).Order());
    }

    private List<string> Messages(string stream) => Lines(stream).ConvertAll(line => line.GetProperty("message").GetString()!);

    private List<JsonElement> Lines(string stream)
    {
        using var file = new FileStream(Path.Combine(folder, $"{stream}.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
