using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit.Bundles;

namespace Serverless.EndToEnd;

/// <summary>The trail that a cycle leaves is signed and witnessed by itself, and compliance can take proofs of it away.</summary>
public sealed class AuditBundleTests(SyntheticPlatform fixture) : IClassFixture<SyntheticPlatform>
{
    private Platform Platform => fixture.Platform;

    [Fact]
    public async Task Download_ScorecardOfACycle_VerifiesOfflineWithItsContent()
    {
        var cycleId = await Platform.StartCycleAsync();
        var end = await Platform.WaitForEndAsync(cycleId);
        var index = end.GetProperty("audit").GetProperty("index").GetInt64();
        using var compliance = new HttpClient { BaseAddress = Platform.Http.BaseAddress };
        compliance.DefaultRequestHeaders.Add("x-api-key", Platform.ComplianceKey);

        await AuditTrail.WaitForSealAsync(compliance, index + 1);
        var keyring = AuditKeyring.Parse(await compliance.GetStringAsync("api/v1/audit/keys"));
        using var bundle = new ZipBundle(await compliance.GetStreamAsync($"api/v1/audit/bundle?eventId={Uri.EscapeDataString($"{cycleId}/scorecard")}"));
        var verdict = BundleVerifier.Verify(bundle, keyring, AuditTrail.Origin, witnesses: 1);

        Assert.True(verdict.IsTrusted, string.Join("; ", verdict.Findings));
        Assert.Equal((index, 1L, 1), (verdict.First, verdict.Entries, verdict.Contents));
        var content = BundleFile.Content(end.GetProperty("scorecardSha256").GetString()!);
        using var scorecard = new MemoryStream();
        await bundle.Open(content).CopyToAsync(scorecard, TestContext.Current.CancellationToken);
        Assert.Equal(await Platform.GetScorecardAsync(cycleId), scorecard.ToArray());
        var checkpoint = await compliance.GetByteArrayAsync("api/v1/audit/checkpoint");
        Assert.True(CheckpointVerifier.Verify(checkpoint, AuditTrail.Origin, keyring, witnesses: 1).IsTrusted);
    }
}
