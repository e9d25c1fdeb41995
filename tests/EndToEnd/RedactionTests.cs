using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit.Bundles;

namespace Serverless.EndToEnd;

/// <summary>Two persons of compliance have content removed, over HTTP and the CLI: the log stays whole, and says what is gone.</summary>
public sealed class RedactionTests : IDisposable
{
    private const string Redactions = "api/v1/audit/redactions";

    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("serverless-redaction-");

    [Fact]
    public async Task Redact_EvidenceOfACycle_NeedsTwoPersonsAndLeavesANamedGap()
    {
        await using var host = await SecuredHost.StartAsync(
            (BlobServiceClient blobs) => SyntheticPlatform.SeedAsync(blobs), ("Audit__KeyFolder", Path.Combine(keys.FullName, "log")), ("Audit__WitnessKeyFolder", Path.Combine(keys.FullName, "witness")));
        var (ada, bob, pia) = (host.Credentials.TokenOf("ada", "Compliance"), host.Credentials.TokenOf("bob", "Compliance"), host.Credentials.TokenOf("pia", "PortfolioManager"));
        var cycle = await RunCycleAsync(host, pia);
        var eventId = $"{cycle["api/v1/cycles/".Length..]}/evidence";
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, "get", $"{cycle}/evidence", ada)).Status);

        var body = new { eventId, reason = "It names a client." };
        Assert.Equal((HttpStatusCode.Forbidden, "role-insufficient"), Code(await SendAsync(host, "post", Redactions, pia, body)));
        Assert.Equal((HttpStatusCode.Forbidden, "person-required"), Code(await SendAsync(host, "post", Redactions, Platform.ComplianceKey, body)));
        Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-stale"), Code(await SendAsync(host, "post", Redactions, host.Credentials.StaleTokenOf("ada", "Compliance"), body)));
        Assert.Equal((HttpStatusCode.BadRequest, "settings-invalid"), Code(await SendAsync(host, "post", Redactions, ada, new { eventId })));
        Assert.Equal((HttpStatusCode.NotFound, "event-unknown"), Code(await SendAsync(host, "post", Redactions, ada, new { eventId = "none", body.reason })));

        var (asked, request) = await SendAsync(host, "post", Redactions, ada, body);
        Assert.Equal((HttpStatusCode.Created, "ada"), (asked, request.GetProperty("requestedBy").GetString()));
        var index = request.GetProperty("request").GetInt64();
        Assert.Equal(index, (await SendAsync(host, "post", Redactions, ada, body)).Body.GetProperty("request").GetInt64());
        Assert.Equal((HttpStatusCode.Forbidden, "second-person-required"), Code(await SendAsync(host, "post", $"{Redactions}/{index}/approve", ada, new { reason = "Mine." })));
        Assert.Equal((HttpStatusCode.NotFound, "request-unknown"), Code(await SendAsync(host, "post", $"{Redactions}/0/approve", bob, new { reason = "Another." })));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, "get", $"{cycle}/evidence", ada)).Status);

        var environment = new Dictionary<string, string> { ["SERVERLESS_URL"] = host.Http.BaseAddress!.ToString(), ["SERVERLESS_TOKEN"] = bob };
        var approved = await CliProcess.RunAsync(environment, "audit", "redact", $"{index}", "--approve", "--reason", "Looked at it.");
        Assert.True(approved.ExitCode == 0, approved.Errors);
        Assert.Contains($"The content of '{eventId}' is gone", approved.Output, StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.Gone, "content-gone"), Code(await SendAsync(host, "get", $"{cycle}/evidence", ada)));
        Assert.Equal((HttpStatusCode.Conflict, "content-redacted"), Code(await SendAsync(host, "post", Redactions, ada, body)));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, "post", $"{Redactions}/{index}/approve", bob, new { reason = "Once more." })).Status);
        var keyring = AuditKeyring.Parse(await TextAsync(host, "api/v1/audit/keys", ada));
        using var download = await host.SendAsync("get", $"api/v1/audit/bundle?eventId={Uri.EscapeDataString(eventId)}", ada);
        using var bundle = new ZipBundle(await download.Content.ReadAsStreamAsync());
        var verdict = BundleVerifier.Verify(bundle, keyring, AuditTrail.Origin, witnesses: 1, complete: true);
        Assert.True(verdict.IsTrusted, string.Join("; ", verdict.Findings));
        Assert.Equal(("bob", "ada", "It names a client."), Assert.Single(verdict.Redactions) is var gap ? (gap.By, gap.RequestedBy, gap.Reason) : default);

        var trail = await host.StopAndReadTrailAsync();
        Assert.Equal(
            ["redaction.requested ada", "content.redacted bob"],
            trail.Where(entry => entry.Action is Redaction.RequestedAction or Redaction.Action).Select(entry => $"{entry.Action} {entry.Actor.Id}"));
        await VerifyOfflineAsync(host, keyring, gap);
    }

    public void Dispose() => keys.Delete(recursive: true);

    private static async Task VerifyOfflineAsync(SecuredHost host, AuditKeyring keyring, Redaction gap)
    {
        var keys = Path.Combine(host.Folder, "trusted.txt");
        await File.WriteAllTextAsync(keys, keyring.ToString());
        var verified = await CliProcess.RunAsync("audit", "verify", "--content", "--json", "--folder", host.Folder, "--keys", keys);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
        var report = JsonDocument.Parse(verified.Output).RootElement;
        Assert.Equal(gap.Index, Assert.Single(report.GetProperty("redacted").EnumerateArray()).GetProperty("index").GetInt64());
        Assert.InRange(report.GetProperty("contentKept").GetInt32(), 60, int.MaxValue);

        var explained = await CliProcess.RunAsync("audit", "explain", gap.EventId, "--folder", host.Folder);
        Assert.Contains($"Not kept any more: {gap}", explained.Output, StringComparison.Ordinal);
        var rebuilt = await CliProcess.RunAsync("audit", "rebuild", "--folder", host.Folder, "--keys", keys);
        Assert.True(rebuilt.ExitCode == 0, rebuilt.Errors);
        Assert.Contains($"Not in the tables: {gap}", rebuilt.Errors, StringComparison.Ordinal);
    }

    private static async Task<string> RunCycleAsync(SecuredHost host, string credential)
    {
        using var started = await host.SendAsync("post", "api/v1/cycles", credential, JsonContent.Create(new { seed = 7, strategies = 60 }));
        var cycle = started.Headers.Location!.OriginalString.TrimStart('/');
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while ((await host.GetAsync(cycle, credential)).GetProperty("status").GetString() is not "Completed")
            await tick.WaitForNextTickAsync(deadline.Token);
        return cycle;
    }

    private static async Task<string> TextAsync(SecuredHost host, string path, string credential)
    {
        using var response = await host.SendAsync("get", path, credential);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(SecuredHost host, string verb, string path, string credential, object? body = null)
    {
        using var response = await host.SendAsync(verb, path, credential, body is null ? null : JsonContent.Create(body));
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static (HttpStatusCode Status, string? Code) Code((HttpStatusCode Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.TryGetProperty("code", out var code) ? code.GetString() : null);
}
