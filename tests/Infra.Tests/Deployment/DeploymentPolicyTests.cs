using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Deployment;

/// <summary>The templates of infra/azure keep the policy, and each rule of it is seen to fail on a template that does not.</summary>
public sealed partial class DeploymentPolicyTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "infra", "azure");
    private static readonly Dictionary<string, string> Files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'), file => Keep(File.ReadAllText(file), file));

    /// <summary>File, what it says, what it says in a broken one, and what is found then.</summary>
    public static TheoryData<string, string, string, string> Broken => new()
    {
        { "prod.bicepparam", "param retentionDays = 3650", "param retentionDays = 1824", "minValue is 1825" },
        { "prod.bicepparam", "param retentionDays = 3650", "param retentionDays = 3651", "maxValue is 3650" },
        { "prod.bicepparam", "param production = true", "param production = false", "is not locked" },
        { "modules/trail.bicep", "immutabilityPeriodSinceCreationInDays: retentionDays", "immutabilityPeriodSinceCreationInDays: 1824", "is kept for 1824 days" },
        { "modules/trail.bicep", "immutabilityPeriodSinceCreationInDays: retentionDays", "immutabilityPeriodSinceCreationInDays: 3651", "is kept for 3651 days" },
        { "modules/trail.bicep", "production ? 'Locked' : 'Unlocked'", "'Unlocked'", "is not locked" },
        { "modules/witness.bicep", "production ? 'Locked' : 'Unlocked'", "'Unlocked'", "audit-witness is not locked" },
        { "modules/trail.bicep", "immutableStorageWithVersioning: {\n      enabled: true", "immutableStorageWithVersioning: {\n      enabled: false", "is not immutable" },
        { "modules/trail.bicep", "allowProtectedAppendWrites: false", "allowProtectedAppendWrites: true", "can be appended to" },
        { "modules/trail.bicep", "name: 'audit-checkpoints'", "name: 'other'", "audit-checkpoints is not deployed" },
        { "modules/trail.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "accepts shared keys" },
        { "modules/state.bicep", "    allowSharedKeyAccess: false\n", "", "accepts shared keys" },
        { "modules/witness.bicep", "allowBlobPublicAccess: false", "allowBlobPublicAccess: true", "allows public blobs" },
        { "modules/trail.bicep", "publicAccess: 'None'", "publicAccess: 'Blob'", "is open to the public" },
        { "modules/trail.bicep", "isVersioningEnabled: true", "isVersioningEnabled: false", "keeps no versions" },
        { "modules/state.bicep", "isVersioningEnabled: true", "isVersioningEnabled: false", "keeps no versions" },
        { "modules/trail.bicep", "'TLS1_2'", "'TLS1_1'", "accepts TLS below 1.2" },
        { "modules/state.bicep", "supportsHttpsTrafficOnly: true", "supportsHttpsTrafficOnly: false", "answers without TLS" },
        { "modules/roles.bicep", "'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'", "'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete'", "can delete from the trail" },
        { "modules/roles.bicep", "'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'", "'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*'", "can delete from the trail" },
        { "modules/roles.bicep", "'Microsoft.Storage/storageAccounts/blobServices/containers/read'", "'Microsoft.Storage/storageAccounts/delete'", "can delete from the trail" },
        { "modules/trail.bicep", "roleDefinitionId: createOnlyRoleId", "roleDefinitionId: replaceRoleId", "can replace entries of the trail" },
        { "modules/witness.bicep", "roleDefinitionId: createOnlyRoleId", "roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')", "whose rights are not stated here" },
        { "modules/trail.bicep", "scope: tiles", "scope: account", "is for all of the trail" },
        { "modules/vault.bicep", "enablePurgeProtection: true", "enablePurgeProtection: false", "can be purged" },
        { "modules/vault.bicep", "    enablePurgeProtection: true\n", "", "can be purged" },
        { "modules/vault.bicep", "enableSoftDelete: true", "enableSoftDelete: false", "loses deleted keys" },
        { "modules/vault.bicep", "softDeleteRetentionInDays: 90", "softDeleteRetentionInDays: 7", "less than 90 days" },
        { "modules/vault.bicep", "enableRbacAuthorization: true", "enableRbacAuthorization: false", "access policies" },
        { "modules/vault.bicep", "exportable: false", "exportable: true", "can be taken out" },
        { "modules/vault.bicep", "var user = '12338af0-0e69-4776-bea7-57ae8d297424'", "var user = '14b46e9e-c2b7-41b4-b07b-48a6ebf60603'", "lets the app administer keys" },
        { "modules/vault.bicep", "scope: key\n", "scope: vault\n", "is for every key of the vault" },
        { "main.bicep", "signerId: signer.outputs.principalId", "signerId: identity.outputs.principalId", "adds entries and signs them" },
        { "main.bicep", "witnessId: cosigner.outputs.principalId", "witnessId: signer.outputs.principalId", "writes the trail and what the witness remembers" },
        { "main.bicep", "witnessId: cosigner.outputs.principalId", "witnessId: identity.outputs.principalId", "writes the trail and what the witness remembers" },
        { "main.bicep", "userId: cosigner.outputs.principalId", "userId: signer.outputs.principalId", "signs and cosigns" },
        { "main.bicep", "userId: signer.outputs.principalId", "userId: identity.outputs.principalId", "signs the log and writes entries" },
        { "main.bicep", "userId: cosigner.outputs.principalId", "userId: identity.outputs.principalId", "cosigns and writes the trail" },
        { "modules/app.bicep", "Audit__WitnessClientId: witnessClientId", "Audit__WitnessClientId: signerClientId", "signs and cosigns by one identity" },
        { "modules/app.bicep", "    Audit__SignerClientId: signerClientId\n", "", "does not set Audit__SignerClientId" },
        { "modules/app.bicep", "httpsOnly: true", "httpsOnly: false", "answers without TLS" },
        { "modules/app.bicep", "    minTlsVersion: '1.2'", "    minTlsVersion: '1.0'", "accepts TLS below 1.2" },
        { "modules/app.bicep", "ftpsState: 'Disabled'", "ftpsState: 'AllAllowed'", "is published by FTP" },
        { "modules/app.bicep", "allow: false", "allow: true", "lets passwords publish" },
        { "modules/app.bicep", "AZURE_FUNCTIONS_ENVIRONMENT: 'Production'", "AZURE_FUNCTIONS_ENVIRONMENT: 'Development'", "is not production" },
        { "modules/app.bicep", "    Encryption__VaultKey: '${vaultUri}keys/content'\n", "", "does not set Encryption__VaultKey" },
        { "modules/app.bicep", "AzureWebJobsStorage__credential: 'managedidentity'", "AzureWebJobsStorage: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b'", "holds a secret in AzureWebJobsStorage" },
        { "modules/app.bicep", "'@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/alpaca-secret-key/)'", "'written-here'", "holds a secret in MarketData__AlpacaSecretKey" },
    };

    [Theory]
    [InlineData("prod.bicepparam", true)]
    [InlineData("dev.bicepparam", false)]
    public void Templates_OfThisRepository_KeepThePolicy(string parameters, bool production) =>
        Assert.Empty(DeploymentPolicy.FindViolations(BicepTemplate.Deploy(Files, parameters), production));

    [Theory]
    [MemberData(nameof(Broken))]
    public void Templates_BrokenInOnePlace_AreRefusedForThat(string file, string now, string broken, string finding)
    {
        Assert.Contains(now, Files[file], StringComparison.Ordinal);
        var files = new Dictionary<string, string>(Files) { [file] = Files[file].Replace(now, broken, StringComparison.Ordinal) };
        IReadOnlyList<string> found;
        try
        {
            found = DeploymentPolicy.FindViolations(BicepTemplate.Deploy(files, "prod.bicepparam"), production: true);
        }
        catch (FormatException refused)
        {
            found = [refused.Message];
        }

        Assert.Contains(found, violation => violation.Contains(finding, StringComparison.Ordinal));
    }

    // A setting that a timer names and the template does not would keep the app from starting.
    [Fact]
    public void Settings_OfTheApp_HoldEverySchedule()
    {
        var settings = BicepTemplate.Deploy(Files, "prod.bicepparam").Single(one => one.Type == "Microsoft.Web/sites/config");
        var timers = Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "functions", "Timers"), "*.cs").SelectMany(file => Schedule().Matches(File.ReadAllText(file)));
        Assert.All(timers.Select(match => match.Groups[1].Value), name => Assert.NotEqual("", settings.Get(name)));
    }

    // Rates are counted in each host: without this, forty hosts would let forty times the limits pass.
    [Fact]
    public void Settings_OfTheApp_DivideItsRatesByAsManyHostsAsThereMayBe()
    {
        var deployed = BicepTemplate.Deploy(Files, "prod.bicepparam");
        var settings = deployed.Single(one => one.Type == "Microsoft.Web/sites/config");
        var most = deployed.Single(one => one.Type == "Microsoft.Web/sites").Get("functionAppConfig.scaleAndConcurrency.maximumInstanceCount");

        Assert.Equal(most, settings.Get("Access__Instances"));
        foreach (var rate in new[] { "Requests", "Writes", "Starts" })
            Assert.InRange(int.Parse(settings.Get($"Access__{rate}PerMinute"), CultureInfo.InvariantCulture), 5 * int.Parse(most, CultureInfo.InvariantCulture), int.MaxValue);
    }

    [Theory]
    [InlineData("resource a 'T@1' = {", "something is missing at the end")]
    [InlineData("param a string\nfunc f() string", "line 2: 'func' is no statement")]
    [InlineData("var a = ^", "line 1: '^' is not understood here")]
    public void Parse_WhatTheTemplatesDoNotUse_IsRefusedWithItsLine(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => BicepParser.Parse(text, "a.bicep")).Message, StringComparison.Ordinal);

    private static string Keep(string text, string file) =>
        text.Contains('\r', StringComparison.Ordinal) ? throw new FormatException($"{file} ends its lines with CR.") : text;

    [GeneratedRegex("TimerTrigger\\(\"%([A-Za-z]+)%\"")]
    private static partial Regex Schedule();
}
