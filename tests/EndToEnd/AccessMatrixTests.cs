using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Serverless.EndToEnd;

/// <summary>Every route with every kind of caller, made from what the API says of itself.</summary>
public sealed partial class AccessMatrixTests
{
    // What each role may call: what asks for one of these.
    private static readonly Dictionary<string, string[]> Includes = new()
    {
        ["Viewer"] = ["Viewer"],
        ["Analyst"] = ["Viewer", "Analyst"],
        ["Operator"] = ["Viewer", "Analyst", "Operator"],
        ["PortfolioManager"] = ["Viewer", "Analyst", "Operator", "PortfolioManager"],
        ["Admin"] = ["Viewer", "Analyst", "Operator", "PortfolioManager", "Admin"],
        ["Compliance"] = ["Viewer", "Compliance"],
    };

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["nobody"] = "credentials-missing",
        ["expired"] = "token-expired",
        ["audience"] = "token-audience",
        ["issuer"] = "token-issuer",
        ["unsigned"] = "token-signature",
    };

    private sealed record Route(string Function, string Verb, string Path, string? Role, bool Recorded);

    [Fact]
    public async Task EveryRoute_EveryCaller_IsAnsweredOrRefusedAndRecordedOnce()
    {
        await using var host = await SecuredHost.StartAsync(("Access__RequestsPerMinute", "100000"), ("Access__WritesPerMinute", "100000"));
        var made = host.Credentials;
        var callers = new List<(string Id, string? Credential, string[] Roles)>
        {
            ("nobody", null, []), ("expired", made.Expired(), []), ("audience", made.WrongAudience(), []), ("issuer", made.WrongIssuer(), []), ("unsigned", made.Unsigned(), []),
            ("none", made.TokenOf("none"), []), ("both", made.TokenOf("both", "Viewer", "Operator"), ["Viewer", "Operator"]),
        };
        callers.AddRange(Includes.Keys.Select(role => ($"the {role}", (string?)made.TokenOf($"the {role}", role), new[] { role })));
        var routes = await RoutesAsync(host);
        Assert.InRange(routes.Count, 55, 200);

        var (refused, granted) = (new List<string>(), new List<string>());
        foreach (var route in routes)
        {
            foreach (var (id, credential, roles) in callers)
            {
                using var content = route.Verb == "get" ? null : new StringContent("{\"unknown\":1}", Encoding.UTF8, "application/json");
                using var response = await host.SendAsync(route.Verb, Parameter().Replace(route.Path, "2026-01-01"), credential, content);
                var known = !Codes.ContainsKey(id);
                var may = route.Role is null || (known && roles.Any(role => Includes[role].Contains(route.Role)));
                var what = $"{route.Verb} {route.Path} as {id}: {response.StatusCode}";
                if (may)
                {
                    Assert.False(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError, what);
                    if (route.Recorded)
                        granted.Add($"functions/{route.Function} {id}");
                    continue;
                }

                Assert.True(response.StatusCode == (known ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized), what);
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
                var code = known ? "role-insufficient" : Codes[id];
                Assert.Equal(code, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
                Assert.Equal(!known, response.Headers.WwwAuthenticate.Any(challenge => challenge.Scheme == "Bearer"));
                refused.Add($"functions/{route.Function} {(known ? id : "anonymous")} {code}");
            }
        }

        foreach (var list in new[] { "api/v1/cycles", "api/v1/backtests", "api/v1/optimizations", "api/v1/deployments", "api/v1/approvals" })
            Assert.DoesNotContain("Id\":\"", (await host.GetAsync(list, made.TokenOf("the Viewer", "Viewer"))).ToString(), StringComparison.Ordinal);
        var secrets = callers.Select(caller => caller.Credential).OfType<string>()
            .Concat([Platform.OperatorKey, Platform.SystemKey, SecuredHost.MasterKey, "AccountKey=", "code=", "webhooks/durabletask", "   at Serverless."]);
        var trail = await host.StopAndReadTrailAsync();

        Assert.Equal(refused.Order(), trail.Where(entry => entry.Action == "access.refused").Select(entry => $"{entry.Subject} {entry.Actor.Id} {entry.Details["code"]}").Order());
        Assert.Equal(granted.Order(), trail.Where(entry => entry.Action == "access.granted").Select(entry => $"{entry.Subject} {entry.Actor.Id}").Order());
        Assert.DoesNotContain(trail, entry => entry.Action.EndsWith(".started", StringComparison.Ordinal));
        foreach (var secret in secrets)
            Assert.DoesNotContain(host.Said, text => text.Contains(secret, StringComparison.Ordinal));
    }

    // OWASP API9: what is not described is not there, and the other way round.
    [Fact]
    public async Task OpenApi_Routes_AreThoseThatTheHostHasRegistered()
    {
        await using var host = await SecuredHost.StartAsync();
        using var listed = await host.SendAsync("get", "admin/functions", null, null, ("x-functions-key", SecuredHost.MasterKey));
        var registered =
            from function in JsonDocument.Parse(await listed.Content.ReadAsStringAsync()).RootElement.EnumerateArray()
            from binding in function.GetProperty("config").GetProperty("bindings").EnumerateArray()
            where binding.GetProperty("type").GetString() == "httpTrigger"
            from verb in binding.GetProperty("methods").EnumerateArray()
            select $"{verb.GetString()} /{binding.GetProperty("route").GetString()} {function.GetProperty("name").GetString()}";

        Assert.Equal(registered.Order(), (await RoutesAsync(host)).Select(route => $"{route.Verb} {route.Path} {route.Function}").Order());
    }

    private static async Task<IReadOnlyList<Route>> RoutesAsync(SecuredHost host)
    {
        var document = await host.GetAsync("api/v1/openapi.json", host.Credentials.TokenOf("reader", "Viewer"));
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select new Route(
                   operation.Value.GetProperty("operationId").GetString()!,
                   operation.Name,
                   path.Name,
                   operation.Value.TryGetProperty("x-required-role", out var role) ? role.GetString() : null,
                   operation.Value.TryGetProperty("x-recorded", out var recorded) && recorded.GetBoolean()),
        ];
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
