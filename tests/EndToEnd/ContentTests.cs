using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Serverless.EndToEnd;

/// <summary>Verbs and media types of every route, made from what the API says of itself: what is not in it is refused by the status that says so, to whoever is known.</summary>
public sealed partial class ContentTests : IAsyncLifetime
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete", "options"];

    private SecuredHost host = null!;
    private IReadOnlyList<Operation> operations = [];

    private sealed record Operation(string Verb, string Path, IReadOnlyList<string> Reads, IReadOnlyList<string> Answers)
    {
        public string Address { get; } = Parameter().Replace(Path, "2026-01-01");

        public bool Is(string address) => Regex.IsMatch(address, $"^{Parameter().Replace(Path, "[^/]+")}$");
    }

    private string Admin => host.Credentials.TokenOf("ada", "Admin", "Compliance");

    public async ValueTask InitializeAsync()
    {
        host = await SecuredHost.StartAsync(("Access__RequestsPerMinute", "100000"), ("Access__WritesPerMinute", "100000"), ("Access__StartsPerMinute", "100000"));
        var document = await host.GetAsync("api/v1/openapi.json", Admin);
        operations =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select new Operation(
                   operation.Name,
                   path.Name,
                   operation.Value.TryGetProperty("requestBody", out var body) ? Names(body) : [],
                   Names(operation.Value.GetProperty("responses").GetProperty("2XX"))),
        ];
        Assert.InRange(operations.Count, 55, 200);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task EveryPath_VerbThatItDoesNotTake_Is405WithThoseThatItTakes()
    {
        foreach (var address in operations.Select(operation => operation.Address).Distinct())
        {
            var taken = operations.Where(operation => operation.Is(address)).Select(operation => operation.Verb).Distinct().Order().ToList();
            foreach (var verb in Verbs.Except(taken))
            {
                using var content = new StringContent("x");
                using var response = await host.SendAsync(verb, address, host.Credentials.TokenOf("vera", "Viewer"), verb == "get" ? null : content, ("Accept", "image/png"));
                await AssertProblemAsync(response, HttpStatusCode.MethodNotAllowed, "verb-not-allowed", $"{verb} {address}");
                Assert.Equal(taken.Select(each => each.ToUpperInvariant()), response.Content.Headers.Allow);
            }
        }

        using var unknown = await host.SendAsync("delete", "api/v1/nothing", host.Credentials.TokenOf("vera", "Viewer"));
        await AssertProblemAsync(unknown, HttpStatusCode.NotFound, "route-unknown", "delete api/v1/nothing");
        Assert.DoesNotContain(await host.StopAndReadTrailAsync(), entry => entry.Action == "access.granted" && entry.Subject == "functions/UnknownRoute");
    }

    [Fact]
    public async Task UnknownPathsVerbsAndTypes_CallerWithoutProof_LearnsNothing()
    {
        foreach (var (verb, path) in new[] { ("delete", "api/v1/cycles"), ("get", "api/v1/nothing"), ("post", "api/v1/cycles"), ("get", "."), ("get", "runtime/webhooks/durabletask/instances") })
        {
            using var content = new StringContent("x");
            using var response = await host.SendAsync(verb, path, null, verb == "get" ? null : content, ("Accept", "image/png"));
            await AssertProblemAsync(response, HttpStatusCode.Unauthorized, "credentials-missing", $"{verb} {path}");
            Assert.Empty(response.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task EveryBody_InAMediaTypeThatIsNotRead_Is415WithThoseThatAre()
    {
        foreach (var operation in operations.Where(operation => operation.Reads.Count > 0))
        {
            Assert.Contains("application/json", operation.Reads);
            foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16", null })
            {
                using var refused = await SendAsync(operation, type);
                await AssertProblemAsync(refused, HttpStatusCode.UnsupportedMediaType, "media-type-unsupported", $"{operation} {type}");
                Assert.Equal(operation.Reads, refused.Headers.GetValues("Accept").Single().Split(", "));
            }

            foreach (var type in operation.Reads.Append("application/json; charset=utf-8").Append("Application/JSON"))
            {
                using var read = await SendAsync(operation, type);
                Assert.True(read.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.PreconditionRequired, $"{operation} {type}: {read.StatusCode}");
            }
        }

        using var compressed = await SendAsync(operations.First(operation => operation.Reads.Count > 0), "application/json", "gzip");
        await AssertProblemAsync(compressed, HttpStatusCode.UnsupportedMediaType, "media-type-unsupported", "gzip");
        Assert.Equal(["identity"], compressed.Headers.GetValues("Accept-Encoding"));
    }

    [Fact]
    public async Task EveryAnswer_InAMediaTypeThatTheCallerDoesNotTake_Is406AndDoesNothing()
    {
        foreach (var operation in operations)
        {
            using var refused = await SendAsync(operation, "application/json", accept: "image/png, */*;q=0");
            await AssertProblemAsync(refused, HttpStatusCode.NotAcceptable, "not-acceptable", operation.ToString());
        }

        Assert.DoesNotContain(await host.StopAndReadTrailAsync(), entry => entry.Action.EndsWith(".started", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryAnswer_InAMediaTypeThatItIsIn_IsGiven()
    {
        foreach (var operation in operations)
        {
            foreach (var type in operation.Answers.Append("*/*").Append($"image/png, {operation.Answers[^1]};q=0.1"))
            {
                using var response = await SendAsync(operation, "application/json", accept: type);
                Assert.NotEqual(HttpStatusCode.NotAcceptable, response.StatusCode);
                Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
                if (response.IsSuccessStatusCode)
                    Assert.Contains(response.Content.Headers.ContentType?.MediaType ?? "", operation.Answers);
            }
        }
    }

    private static List<string> Names(JsonElement holder) => [.. holder.GetProperty("content").EnumerateObject().Select(type => type.Name)];

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code, string what)
    {
        Assert.True(response.StatusCode == status, $"{what}: {response.StatusCode}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(Operation operation, string? type, string? encoding = null, string? accept = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"unknown\":1}"));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        (string, string)[] headers = accept is null ? [] : [("Accept", accept)];
        return await host.SendAsync(operation.Verb, operation.Address, operation.Path.StartsWith("/health", StringComparison.Ordinal) ? null : Admin, operation.Reads.Count > 0 ? content : null, headers);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
