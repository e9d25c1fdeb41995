using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Serverless.EndToEnd;

/// <summary>Promotions and overrides over HTTP and the CLI, against a real host.</summary>
public sealed class DeploymentTests
{
    [Fact]
    public async Task Operator_TakesAStrategyToLiveAndBack_EveryStepWithRoleReasonKeyAndETag()
    {
        await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync);
        var candidates = await platform.FindCandidatesAsync();
        Assert.InRange(candidates.Count, 1, 6);
        var id = candidates[0];
        var path = $"api/v1/deployments/{id}";
        object why = new { @operator = "Ada", reason = "A test." };

        // seed-000, US5, scenario 3: analysts look and do not touch; what puts risk on is not the operator's.
        foreach (var (key, action) in new[] { (Platform.AnalystKey, "pause"), (Platform.ViewerKey, "deactivate"), (Platform.AnalystKey, "promote"), (Platform.OperatorKey, "promote"), (Platform.OperatorKey, "reinstate") })
            Assert.Equal(HttpStatusCode.Forbidden, (await platform.OverrideAsync(key, HttpMethod.Post, $"{path}/{action}", why, "k", "*")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await platform.OverrideAsync(Platform.AnalystKey, HttpMethod.Post, "api/v1/deployments/deactivate", new { all = true }, "k")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await platform.OverrideAsync(Platform.OperatorKey, HttpMethod.Put, "api/v1/limits", why, "k", "*")).Status);
        Assert.Equal(HttpStatusCode.OK, (await platform.OverrideAsync(Platform.AnalystKey, HttpMethod.Get, path, null)).Status);

        var etag = await platform.ETagAsync(path);
        Assert.Equal((HttpStatusCode.BadRequest, "settings-invalid"), await PauseAsync(new { @operator = "Ada" }, "k", etag));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency-key-missing"), await PauseAsync(why, null, etag));
        Assert.Equal((HttpStatusCode.PreconditionRequired, "if-match-missing"), await PauseAsync(why, "k", null));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed"), await PauseAsync(why, "k", "\"0123\""));
        Assert.Equal((HttpStatusCode.OK, null), await PauseAsync(why, "k", etag));
        Assert.Equal((HttpStatusCode.OK, null), await PauseAsync(why, "k", etag));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), await PauseAsync(new { @operator = "Ada", reason = "Another." }, "k", etag));
        Assert.Equal((HttpStatusCode.Conflict, "transition-refused"), await PauseAsync(why, "k2", await platform.ETagAsync(path)));
        Assert.Equal((HttpStatusCode.NotFound, "deployment-unknown"), await CodeAsync("api/v1/deployments/none/pause", why, "k3", "\"0\""));

        await LimitsAreChangedWithKeyAndETagAsync(platform);

        await platform.StepAsync(id, "resume", why);
        await platform.StepAsync(id, "promote", why);
        var live = await platform.StepAsync(id, "promote", new { @operator = "Ada", reason = "A test.", capital = 10_000 });
        Assert.Equal(("Live", "10000"), (live.GetProperty("stage").GetString(), live.GetProperty("capital").GetString()));
        await platform.StepAsync(id, "demote", new { @operator = "Ada", reason = "It lost.", value = "8500.00", to = "research" });

        var capital = await platform.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        Assert.Equal(("998500", "-1500", 35), (capital.GetProperty("reserve").GetString(), capital.GetProperty("profit").GetString(), capital.GetProperty("freeSeats").GetInt32()));
        var about = (await AuditTrail.ReadAsync(platform.ConnectionString)).Where(entry => entry.Event.Subject == id && entry.Event.Action.StartsWith("deployment.", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["deployment.promoted", "deployment.paused", "deployment.refused", "deployment.resumed", "deployment.promoted", "deployment.promoted", "deployment.rolled-back"],
            about.Select(entry => entry.Event.Action));
        // What a key proves is a role; for whom it acts, is a claim and stands as one.
        Assert.All(about.Skip(1), entry => Assert.StartsWith("key:", entry.Event.Actor.Id, StringComparison.Ordinal));
        Assert.All(about.Skip(1), entry => Assert.Equal("Ada", entry.Event.Actor.OnBehalfOf));
        Assert.Equal(["PortfolioManager"], about[^1].Event.Actor.Roles);
        Assert.Equal("It lost.", about[^1].Event.Reason);
        await RebuiltTables.AssertEqualAsync(platform.ConnectionString);

        async Task<(HttpStatusCode, string?)> PauseAsync(object body, string? key, string? match) => await CodeAsync($"{path}/pause", body, key, match);

        async Task<(HttpStatusCode, string?)> CodeAsync(string to, object body, string? key, string? match)
        {
            var (status, answer) = await platform.OverrideAsync(Platform.OperatorKey, HttpMethod.Post, to, body, key, match);
            return (status, answer.TryGetProperty("code", out var code) ? code.GetString() : null);
        }
    }

    private static async Task LimitsAreChangedWithKeyAndETagAsync(Platform platform)
    {
        const string Limits = "api/v1/limits";
        object body = new { @operator = "Ada", reason = "A test.", limits = new { maxDrawdown = 1, maxVolatility = 9 } };
        var before = await platform.ETagAsync(Limits);

        Assert.Equal((HttpStatusCode.PreconditionRequired, "if-match-missing"), await PutAsync(body, "limits", null));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency-key-missing"), await PutAsync(body, null, before));
        Assert.Equal((HttpStatusCode.BadRequest, "settings-invalid"), await PutAsync(new { @operator = "Ada", reason = "A test.", limits = new { maxDrawdown = -1 } }, "limits", before));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed"), await PutAsync(body, "others", "\"0123\""));
        Assert.Equal((HttpStatusCode.OK, null), await PutAsync(body, "limits", before));
        Assert.Equal((HttpStatusCode.OK, null), await PutAsync(body, "limits", before));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), await PutAsync(new { @operator = "Ada", reason = "Another.", limits = new { maxDrawdown = 1 } }, "limits", before));

        // The same by the command.
        var file = Path.Combine(Path.GetTempPath(), $"limits-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, """{ "maxDrawdown": 1, "maxVolatility": 10 }""");
        var address = platform.Http.BaseAddress!.ToString();
        var refused = await CliProcess.RunAsync(new Dictionary<string, string> { ["SERVERLESS_URL"] = address, ["SERVERLESS_API_KEY"] = Platform.OperatorKey }, "limits", "set", file, "--reason", "Drill.");
        var changed = await CliProcess.RunAsync(new Dictionary<string, string> { ["SERVERLESS_URL"] = address, ["SERVERLESS_API_KEY"] = Platform.PortfolioManagerKey }, "limits", "set", file, "--reason", "Drill.", "--operator", "Ada");
        File.Delete(file);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.True(changed.ExitCode == 0, changed.Errors);
        Assert.Equal(10, JsonDocument.Parse(changed.Output).RootElement.GetProperty("maxVolatility").GetDouble());
        var entries = (await AuditTrail.ReadAsync(platform.ConnectionString)).Select(entry => entry.Event).Where(entry => entry.Action == "limits.changed").ToList();
        Assert.Equal(["Random walks are tried.", "A test.", "Drill."], entries.Select(entry => entry.Reason));
        Assert.All(entries.Zip(entries.Skip(1)), pair => Assert.Equal(pair.First.AfterHash, pair.Second.BeforeHash));

        async Task<(HttpStatusCode, string?)> PutAsync(object what, string? key, string? match)
        {
            var (status, answer) = await platform.OverrideAsync(Platform.PortfolioManagerKey, HttpMethod.Put, Limits, what, key, match);
            return (status, answer.TryGetProperty("code", out var code) ? code.GetString() : null);
        }
    }

    [Fact]
    public async Task Host_KilledDuringPromotions_TakesEveryStepOnce_ThenEverythingIsStopped()
    {
        await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync, new Dictionary<string, string> { ["Lifecycle__Seats"] = "2" });
        var candidates = await platform.FindCandidatesAsync();
        foreach (var id in candidates)
            await platform.StepAsync(id, "promote", new { @operator = "Ada", reason = "A test." });

        // All at once for two seats, and kill -9 while they are under way.
        var requests = new List<(string Id, string ETag)>();
        foreach (var id in candidates)
            requests.Add((id, await platform.ETagAsync($"api/v1/deployments/{id}")));
        var sent = requests.ConvertAll(request => PromoteAsync(request.Id, request.ETag));
        await Task.WhenAny(sent);
        await platform.KillAndRestartHostAsync();
        foreach (var (id, etag) in requests)
        {
            var (status, answer) = await PromoteAsync(id, etag);
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Conflict, answer.ToString());
        }

        await Task.WhenAll(sent.Select(one => one.ContinueWith(_ => { }, TaskScheduler.Default)));
        var live = (await platform.Http.GetFromJsonAsync<JsonElement>("api/v1/deployments?stage=live")).GetProperty("value");
        var capital = await platform.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        var seats = Math.Min(2, candidates.Count);
        Assert.Equal(seats, live.GetArrayLength());
        Assert.Equal(live.EnumerateArray().Select(one => one.GetProperty("strategyId").GetString()).Order(), capital.GetProperty("holdings").EnumerateObject().Select(one => one.Name).Order());
        Assert.Equal($"{1_000_000 - (seats * 1_000)}", capital.GetProperty("reserve").GetString());
        var entries = await AuditTrail.ReadAsync(platform.ConnectionString);
        Assert.Equal(entries.Count, entries.Select(entry => entry.Event.EventId).Distinct().Count());
        Assert.Equal(seats, entries.Count(entry => entry.Event.Action == "deployment.promoted" && entry.Event.Details["stage"] == "Live"));

        // FR-013 by CLI: everything out of service.
        var environment = new Dictionary<string, string> { ["SERVERLESS_URL"] = platform.Http.BaseAddress!.ToString(), ["SERVERLESS_API_KEY"] = Platform.OperatorKey };
        var refused = await CliProcess.RunAsync(environment, "deployments", "deactivate", "--all", "--reason", "Drill.");
        var stopped = await CliProcess.RunAsync(environment, "deployments", "deactivate", "--all", "--yes", "--reason", "Drill.", "--operator", "Ada");
        var listed = await CliProcess.RunAsync(environment, "deployments", "list", "--json");

        Assert.Equal(2, refused.ExitCode);
        Assert.True(stopped.ExitCode == 0, stopped.Errors);
        Assert.StartsWith($"{candidates.Count} of {candidates.Count} strategies are out of service.", stopped.Output, StringComparison.Ordinal);
        var all = JsonDocument.Parse(listed.Output).RootElement.EnumerateArray().ToList();
        Assert.All(all, one => Assert.Contains(one.GetProperty("stage").GetString(), new[] { "Retired", "Research" }));
        Assert.Equal(candidates.Count, all.Count(one => one.GetProperty("stage").GetString() == "Retired"));
        Assert.Equal("1000000", (await platform.Http.GetFromJsonAsync<JsonElement>("api/v1/capital")).GetProperty("reserve").GetString());
        Assert.True((await AuditTrail.VerifyAsync(platform.ConnectionString)).IsIntact);
        await RebuiltTables.AssertEqualAsync(platform.ConnectionString);

        Task<(HttpStatusCode Status, JsonElement Body)> PromoteAsync(string id, string etag) => platform.OverrideAsync(
            Platform.PortfolioManagerKey, HttpMethod.Post, $"api/v1/deployments/{id}/promote", new { @operator = "Ada", reason = "A test.", capital = 1_000 }, $"live {id}", etag);
    }
}
