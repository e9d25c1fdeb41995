using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Serverless.EndToEnd;

/// <summary>The OWASP API Security Top 10 of 2023, a test or more for each; docs/security.md says what else stands against it.</summary>
public sealed class OwaspTests(SecuredPlatform fixture) : IClassFixture<SecuredPlatform>
{
    private SecuredHost Host => fixture.Host;

    private Credentials Credentials => Host.Credentials;

    [Fact]
    public async Task Api1_ObjectLevel_IdOfAnotherKindOfObject_IsUnknown()
    {
        using var started = await Host.SendAsync("post", "api/v1/regimes/checks", Platform.OperatorKey);
        var check = started.Headers.Location!.OriginalString.Split('/')[^1];
        var viewer = Credentials.TokenOf("api1", "Viewer");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("get", $"api/v1/regimes/checks/{check}", viewer));
        foreach (var list in new[] { "cycles", "backtests", "optimizations", "approvals", "market-data/updates", "deployments/deactivations", "experiments" })
        {
            foreach (var id in new[] { check, "@trailseal@log" })
                Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("get", $"api/v1/{list}/{id}", viewer));
        }
    }

    [Fact]
    public async Task Api2_Authentication_LimitsAskForARecentSignInOfAPerson()
    {
        Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-stale"), await CodeAsync("put", "api/v1/limits", Credentials.StaleTokenOf("api2", "PortfolioManager"), "{}"));
        Assert.Equal((HttpStatusCode.Forbidden, "person-required"), await CodeAsync("put", "api/v1/limits", Platform.PortfolioManagerKey, "{}"));
        Assert.Equal((HttpStatusCode.BadRequest, "settings-invalid"), await CodeAsync("put", "api/v1/limits", Credentials.TokenOf("api2", "PortfolioManager"), "{}"));
        Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-stale"), await CodeAsync("post", "api/v1/deployments/x/resume", Credentials.StaleTokenOf("api2", "Operator"), "{}"));
        // What stops is never held up by it.
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("post", "api/v1/deployments/deactivate", Credentials.StaleTokenOf("api2", "Operator"), "{}"));
    }

    [Fact]
    public async Task Api2_Authentication_ForgedPrincipalHeader_IsIgnored()
    {
        var claims = """{"role_typ":"roles","claims":[{"typ":"oid","val":"mallory"},{"typ":"scp","val":"x"},{"typ":"roles","val":"Admin"}]}""";
        using var response = await Host.SendAsync("get", "api/v1/cycles", null, null, ("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(claims))));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Api2_Authentication_WrongTokenBesideARightKey_IsNotMadeGoodByIt()
    {
        using var response = await Host.SendAsync("get", "api/v1/cycles", Platform.ViewerKey, null, ("Authorization", $"Bearer {Credentials.Expired()}"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    // Two proofs in one header are none, and more than headers may hold is refused before anybody reads it.
    [Fact]
    public async Task Api2_Authentication_TwoTokensOrAHugeOne_AreRefused()
    {
        var token = Credentials.TokenOf("api2", "Viewer");
        using var twice = await Host.SendAsync("get", "api/v1/cycles", null, null, ("Authorization", $"Bearer {token}, Bearer {token}"));
        using var huge = await Host.SendAsync("get", "api/v1/cycles", $"{new string('a', 20_000)}.b.c");
        using var beyond = await Host.SendAsync("get", "api/v1/cycles", $"{new string('a', 40_000)}.b.c");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.RequestHeaderFieldsTooLarge), (twice.StatusCode, huge.StatusCode, beyond.StatusCode));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("get", "api/v1/cycles", token));
    }

    [Theory]
    [InlineData("post", "api/v1/cycles", """{"status":"Completed"}""")]
    [InlineData("post", "api/v1/cycles", """{"strategies":60,"score":100}""")]
    [InlineData("post", "api/v1/optimizations", """{"template":"sma-cross","symbol":"X","resultSha256":"0"}""")]
    [InlineData("post", "api/v1/deployments/x/promote", """{"reason":"r","stage":"Live"}""")]
    [InlineData("post", "api/v1/deployments/x/promote", """{"reason":"r","author":"somebody"}""")]
    [InlineData("put", "api/v1/limits", """{"reason":"r","limits":{"maxDrawdown":0.5,"approved":true}}""")]
    [InlineData("post", "api/v1/approvals/x/approve", """{"reason":"r","approved":true}""")]
    [InlineData("post", "api/v1/deployments/x/promote", """{"reason":"r","capital":1,"capital":60000}""")]
    public async Task Api3_PropertyLevel_FieldThatNobodyMaySet_IsRefused(string verb, string path, string body) =>
        Assert.Equal((HttpStatusCode.BadRequest, "body-invalid"), await CodeAsync(verb, path, Credentials.TokenOf("api3", "Admin"), body));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Api4_Resources_BodyBeyondItsLimit_Is413(bool chunked)
    {
        var analyst = Credentials.TokenOf($"api4 {chunked}", "Operator");
        foreach (var (length, expected) in new[] { (250 * 1024, HttpStatusCode.BadRequest), ((256 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge) })
        {
            HttpContent content = Json($"{{\"unknown\":\"{new string('x', length)}\"}}");
            if (chunked)
                content = new StreamContent(new UnknownLength(await content.ReadAsStreamAsync())) { Headers = { ContentType = content.Headers.ContentType } };
            using var response = await Host.SendAsync("post", "api/v1/cycles", analyst, content);
            Assert.Equal(expected, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Api4_Resources_MoreThanAMinutesWorth_Is429AndSaysWhenToComeBack()
    {
        var greedy = Credentials.TokenOf("greedy", "Operator");
        for (var i = 0; i < SecuredPlatform.Writes; i++)
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("post", "api/v1/cycles", greedy, "{\"unknown\":1}"));
        HttpResponseMessage refused;
        var more = 0;
        do
        {
            // One comes back every three seconds.
            Assert.InRange(more++, 0, SecuredPlatform.Writes);
            refused = await Host.SendAsync("post", "api/v1/cycles", greedy, Json("{\"unknown\":1}"));
        }
        while (refused.StatusCode == HttpStatusCode.BadRequest);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal("rate-limited", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("get", "api/v1/cycles", greedy));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("post", "api/v1/cycles", Credentials.TokenOf("modest", "Operator"), "{\"unknown\":1}"));
    }

    [Theory]
    [InlineData("api/v1/cycles?maxpagesize=201")]
    [InlineData("api/v1/experiments?limit=1001")]
    [InlineData("api/v1/experiments?from=2000-01-01&to=2026-01-01")]
    [InlineData("api/v1/experiments/compare?ids=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21")]
    public async Task Api4_Resources_PageBeyondItsLimit_Is400(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("get", path, Credentials.TokenOf("api4", "Viewer")));

    // Behind App Service Authentication a browser sends its proof by itself.
    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.BadRequest)]
    [InlineData(null, HttpStatusCode.BadRequest)]
    public async Task Api5_FunctionLevel_PageOfAnotherSite_ChangesNothingInAPersonsName(string? site, HttpStatusCode expected)
    {
        await using var host = await SecuredHost.StartAsync(("Access__TrustPrincipalHeader", "true"), ("WEBSITE_AUTH_ENABLED", "true"));
        var claims = """{"role_typ":"roles","claims":[{"typ":"oid","val":"ada"},{"typ":"scp","val":"x"},{"typ":"roles","val":"Operator"}]}""";
        var headers = new List<(string, string)> { ("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(claims))) };
        if (site is not null)
            headers.Add(("Sec-Fetch-Site", site));

        using var written = await host.SendAsync("post", "api/v1/cycles", null, Json("{\"unknown\":1}"), [.. headers]);
        using var read = await host.SendAsync("get", "api/v1/cycles", null, null, [.. headers]);

        Assert.Equal((expected, HttpStatusCode.OK), (written.StatusCode, read.StatusCode));
        var trail = await host.StopAndReadTrailAsync();
        Assert.Equal(expected == HttpStatusCode.Forbidden ? "access.refused site-refused" : "access.granted ", Assert.Single(trail) is var entry ? $"{entry.Action} {entry.Details["code"]}" : "");
    }

    // Besides AccessMatrixTests: every route with every role.
    [Fact]
    public async Task Api5_FunctionLevel_AnotherVerbInAHeader_ChangesNothing()
    {
        using var response = await Host.SendAsync("get", "api/v1/cycles", Credentials.TokenOf("api5", "Viewer"), null, ("X-HTTP-Method-Override", "POST"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True((await response.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("value", out _));
    }

    [Theory]
    [InlineData("""{"capital":1}""", "k", "settings-invalid")]
    [InlineData("""{"reason":"r"}""", null, "idempotency-key-missing")]
    public async Task Api6_SensitiveFlows_AskForReasonAndKey(string body, string? key, string code)
    {
        using var response = await Host.SendAsync(
            "post", "api/v1/deployments/x/promote", Credentials.TokenOf("api6", "PortfolioManager"), Json(body), [.. key is null ? Array.Empty<(string, string)>() : [("Idempotency-Key", key)]]);

        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(201, 10)]
    [InlineData(10, 2001)]
    public async Task Api6_SensitiveFlows_NameOrReasonOfAnyLength_IsRefused(int name, int reason) =>
        Assert.Equal(
            (HttpStatusCode.BadRequest, "settings-invalid"),
            await CodeAsync("post", "api/v1/deployments/x/pause", Credentials.TokenOf("api6 long", "Operator"), JsonSerializer.Serialize(new { @operator = new string('a', name), reason = new string('b', reason) })));

    [Fact]
    public async Task Api6_SensitiveFlows_IdempotencyKey_IsTheCallersOwn()
    {
        var (ada, bob) = (Credentials.TokenOf("api6 ada", "Operator"), Credentials.TokenOf("api6 bob", "Operator"));
        var ids = new List<string>();
        foreach (var credential in new[] { ada, bob, ada })
        {
            using var started = await Host.SendAsync("post", "api/v1/cycles", credential, Json("{\"strategies\":60}"), ("Idempotency-Key", "the same"));
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            ids.Add(started.Headers.Location!.OriginalString);
        }

        Assert.Equal(ids[0], ids[2]);
        Assert.NotEqual(ids[0], ids[1]);
        using var endless = await Host.SendAsync("post", "api/v1/cycles", ada, Json("{\"strategies\":60}"), ("Idempotency-Key", new string('k', 256)));
        Assert.Equal(HttpStatusCode.BadRequest, endless.StatusCode);
    }

    [Fact]
    public async Task Api7_ServerSideRequests_NoBodyNamesAnAddress()
    {
        var document = (await Host.GetAsync("api/v1/openapi.json", Credentials.TokenOf("api7", "Viewer"))).GetProperty("paths").ToString();

        foreach (var word in new[] { "\"url", "uri\"", "address\"", "callback", "webhook\"", "\"format\":\"uri\"" })
            Assert.DoesNotContain(word, document, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("api/v1/cycles", HttpStatusCode.OK)]
    [InlineData("api/v1/cycles/none", HttpStatusCode.NotFound)]
    [InlineData("api/v1/reports/daily/2026-01-01", HttpStatusCode.NotFound)]
    [InlineData("health/live", HttpStatusCode.OK)]
    public async Task Api8_Configuration_AnswersTellBrowsersWhatTheyMayDo(string path, HttpStatusCode expected)
    {
        using var response = await Host.SendAsync("get", path, Platform.ViewerKey);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Contains("default-src 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("DENY", Header(response, "X-Frame-Options"));
        Assert.Contains("no-cache", Header(response, "Cache-Control"), StringComparison.Ordinal);
        Assert.Null(Header(response, "Server"));
        Assert.Null(Header(response, "X-Powered-By"));
    }

    // A host name that the caller makes up ends up in no link.
    [Fact]
    public async Task Api8_Configuration_ForgedHost_IsNotRepeated()
    {
        using var response = await Host.SendAsync("post", "api/v1/regimes/checks", Platform.OperatorKey, null, ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.DoesNotContain("evil.example", $"{response}{await response.Content.ReadAsStringAsync()}", StringComparison.Ordinal);
        Assert.StartsWith("/api/v1/", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get", "api/v1/cycles", null, HttpStatusCode.Unauthorized)]
    [InlineData("post", "api/v1/cycles", Platform.ViewerKey, HttpStatusCode.Forbidden)]
    [InlineData("post", "api/v1/cycles", Platform.OperatorKey, HttpStatusCode.BadRequest)]
    [InlineData("get", "api/v1/backtests/none", Platform.ViewerKey, HttpStatusCode.NotFound)]
    public async Task Api8_Configuration_ErrorsToo_TellBrowsersWhatTheyMayDo(string verb, string path, string? key, HttpStatusCode expected)
    {
        using var response = await Host.SendAsync(verb, path, key, verb == "post" ? Json("{\"unknown\":1}") : null);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(("nosniff", "DENY"), (Header(response, "X-Content-Type-Options"), Header(response, "X-Frame-Options")));
        Assert.Contains("default-src 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    // JSON within the limit of size, and nested beyond what any body is; YAML that would be gigabytes when written out.
    [Theory]
    [InlineData("api/v1/cycles", "json", "body-invalid")]
    [InlineData("api/v1/backtests", "json", "configuration-invalid")]
    [InlineData("api/v1/backtests", "aliases", "configuration-invalid")]
    public async Task Api4_Resources_BodyThatIsDeeperThanItsSize_Is400(string path, string kind, string code)
    {
        var bomb = kind == "json"
            ? $"{{\"a\":{new string('[', 100_000)}"
            : "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"{(char)('a' + i)}: &{(char)('a' + i)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + i - 1)}", 10))}]\n"));
        Assert.Equal((HttpStatusCode.BadRequest, code), await CodeAsync("post", path, Credentials.TokenOf($"api4 {kind}{code}", "Operator"), bomb));
    }

    [Theory]
    [InlineData("https://elsewhere.example", false)]
    [InlineData(SecuredPlatform.Origin, true)]
    public async Task Api8_Configuration_PagesOfListedOriginsAlone_MayCall(string origin, bool allowed)
    {
        using var preflight = await Host.SendAsync("options", "api/v1/cycles", null, null, ("Origin", origin), ("Access-Control-Request-Method", "GET"));

        Assert.Equal(allowed ? origin : null, Header(preflight, "Access-Control-Allow-Origin"));
    }

    // What is not there says so as a problem, whatever the version in the path.
    [Theory]
    [InlineData("get", "api/v2/cycles")]
    [InlineData("get", "api/cycles")]
    [InlineData("delete", "api/v2/cycles/none")]
    [InlineData("get", "")]
    [InlineData("get", "api/v1/nothing")]
    public async Task Api9_Inventory_UnknownRoute_IsAProblem404(string verb, string path)
    {
        using var response = await Host.SendAsync(verb, path, Platform.OperatorKey);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    // Whoever reaches it could end a cycle or approve in another's name, and the trail would not know: it is switched off, whatever key comes with the call.
    [Theory]
    [InlineData("post", "orchestrators/EvaluationCycle")]
    [InlineData("post", "orchestrators/EvaluationCycle/mine")]
    [InlineData("get", "instances")]
    [InlineData("delete", "instances?createdTimeFrom=2000-01-01")]
    [InlineData("get", "instances/{id}")]
    [InlineData("delete", "instances/{id}")]
    [InlineData("post", "instances/{id}/raiseEvent/Decided")]
    [InlineData("post", "instances/{id}/terminate?reason=x")]
    [InlineData("post", "instances/{id}/suspend")]
    [InlineData("post", "instances/{id}/resume")]
    [InlineData("post", "instances/{id}/rewind")]
    [InlineData("post", "instances/{id}/restart")]
    [InlineData("get", "entities")]
    [InlineData("get", "entities/CapitalLedger/all")]
    [InlineData("post", "entities/CapitalLedger/all?op=delete")]
    [InlineData("delete", "entities/CapitalLedger/all")]
    [InlineData("post", "makeprimary")]
    public async Task Api9_Inventory_DurableManagement_IsThereForNobody(string verb, string path)
    {
        using var started = await Host.SendAsync("post", "api/v1/regimes/checks", Credentials.TokenOf($"api9 {verb} {path}", "Operator"));
        var check = started.Headers.Location!.OriginalString;
        var address = $"runtime/webhooks/durabletask/{path.Replace("{id}", check.Split('/')[^1], StringComparison.Ordinal)}";
        string?[] callers = [null, Credentials.Expired(), Credentials.TokenOf("nobody"), .. new[] { "Viewer", "Analyst", "Operator", "PortfolioManager", "Admin", "Compliance" }.Select(role => Credentials.TokenOf($"api9 {role}", role))];
        foreach (var caller in callers)
        {
            foreach (var key in new[] { "", Platform.SystemKey, SecuredHost.MasterKey })
            {
                using var response = await Host.SendAsync(verb, address, caller, verb == "post" ? Json("{}") : null, ("x-functions-key", key));
                var expected = Array.IndexOf(callers, caller) switch { 0 or 1 => HttpStatusCode.Unauthorized, 2 => HttpStatusCode.Forbidden, _ => HttpStatusCode.NotFound };
                Assert.True(response.StatusCode == expected, $"{verb} {address}: {response.StatusCode}");
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            }
        }

        var resource = await Host.GetAsync(check, Credentials.TokenOf("api9", "Viewer"));
        Assert.Contains(resource.GetProperty("status").GetString(), new[] { "Pending", "Running", "Completed" });
    }

    // The master key is the machine's, of whoever runs the host; no identity of the API has it.
    [Theory]
    [InlineData("get", "admin/functions")]
    [InlineData("get", "admin/functions/EvaluationTimer")]
    [InlineData("post", "admin/functions/EvaluationTimer")]
    public async Task Api9_Inventory_HostsOwnApi_NeedsTheMasterKey(string verb, string path)
    {
        foreach (var role in new[] { "Viewer", "Admin", "Compliance" })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(verb, path, Credentials.TokenOf("api9", role)));
        using var response = await Host.SendAsync(verb, path, null, null, ("x-functions-key", Platform.SystemKey));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private async Task<HttpStatusCode> StatusAsync(string verb, string path, string credential, string? body = null)
    {
        using var response = await Host.SendAsync(verb, path, credential, body is null ? null : Json(body));
        return response.StatusCode;
    }

    private async Task<(HttpStatusCode Status, string? Code)> CodeAsync(string verb, string path, string credential, string body)
    {
        using var response = await Host.SendAsync(verb, path, credential, Json(body));
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    /// <summary>Makes a client send chunks, since it cannot say how much comes.</summary>
    private sealed class UnknownLength(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
