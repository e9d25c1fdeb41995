using System.Globalization;
using System.Text.RegularExpressions;

namespace Serverless.Infra.Tests.Deployment;

/// <summary>What every deployment must keep, in sentences that name the resource that does not.</summary>
internal static partial class DeploymentPolicy
{
    private const int FewestDays = 1825;
    private const int MostDays = 3650;
    private const string BlobReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    private static readonly string[] TrailContainers = ["audit-entries", "audit-checkpoints", "audit-witness"];
    private static readonly string[] SignerRoles = ["12338af0-0e69-4776-bea7-57ae8d297424", "4633458b-17de-408a-b874-0445c86b69e6"];

    public static IReadOnlyList<string> FindViolations(IReadOnlyList<BicepResource> resources, bool production) =>
    [
        .. resources.SelectMany(one => one.Type switch
        {
            "Microsoft.Storage/storageAccounts" => Account(one, resources),
            "Microsoft.Storage/storageAccounts/blobServices" => Demand(one, one.Get("isVersioningEnabled") == "true", "keeps no versions"),
            "Microsoft.Storage/storageAccounts/blobServices/containers" => Demand(one, one.Get("publicAccess") == "None", "is open to the public"),
            "Microsoft.KeyVault/vaults" => Vault(one),
            "Microsoft.KeyVault/vaults/keys" => Demand(one, one.Get("attributes.exportable") == "false", "can be taken out"),
            "Microsoft.Web/sites" => Site(one),
            "Microsoft.Web/sites/basicPublishingCredentialsPolicies" => Demand(one, one.Get("allow") == "false", "lets passwords publish"),
            "Microsoft.Web/sites/config" => Settings(one),
            "Microsoft.Authorization/roleAssignments" => Assignment(one, resources),
            _ => [],
        }),
        .. TrailContainers.SelectMany(name => Retention(name, resources, production)),
        .. Separation(resources),
    ];

    // Who adds entries, who signs and who cosigns are three; none does another's work.
    private static IEnumerable<string> Separation(IReadOnlyList<BicepResource> resources)
    {
        var machines = resources.Where(one => one.Type == "Microsoft.Authorization/roleAssignments" && one.Get("principalType") == "ServicePrincipal").ToList();
        var (writer, signer, witness) = (WritersOf("audit-entries"), WritersOf("audit-checkpoints"), WritersOf("audit-witness"));
        var (signs, cosigns) = (UsersOf("audit-log"), UsersOf("audit-witness"));
        return
        [
            .. Same(writer, signer, "adds entries and signs them"),
            .. Same(writer.Concat(signer).Concat(WritersOf("audit-tiles")), witness, "writes the trail and what the witness remembers"),
            .. Same(signs, cosigns, "signs and cosigns"),
            .. Same(signs, writer.Concat(witness), "signs the log and writes entries, or as witness"),
            .. Same(cosigns, writer.Concat(signer), "cosigns and writes the trail"),
        ];

        List<string> WritersOf(string container) =>
            [.. machines.Where(one => End(one) == $"containers:{container}" && !one.Get("roleDefinitionId").EndsWith(BlobReader, StringComparison.Ordinal)).Select(one => one.Get("principalId"))];
        List<string> UsersOf(string key) => [.. machines.Where(one => End(one) == $"keys:{key}").Select(one => one.Get("principalId"))];
        static string End(BicepResource assignment) => (assignment.Body["scope"]?.ToString() ?? "").Split('/')[^1];
        static IEnumerable<string> Same(IEnumerable<string> some, IEnumerable<string> others, string does) => some.Intersect(others).Select(who => $"{who} {does}");
    }

    private static IEnumerable<string> Account(BicepResource account, IReadOnlyList<BicepResource> resources) =>
    [
        .. Demand(account, account.Get("allowSharedKeyAccess") == "false", "accepts shared keys"),
        .. Demand(account, account.Get("allowBlobPublicAccess") == "false", "allows public blobs"),
        .. Demand(account, account.Get("minimumTlsVersion") is "TLS1_2" or "TLS1_3", "accepts TLS below 1.2"),
        .. Demand(account, account.Get("supportsHttpsTrafficOnly") == "true", "answers without TLS"),
        .. Demand(account, resources.Any(one => one.Type.EndsWith("/blobServices", StringComparison.Ordinal) && one.Parent == account.Id), "says nothing of versions"),
    ];

    private static IEnumerable<string> Retention(string name, IReadOnlyList<BicepResource> resources, bool production)
    {
        if (resources.FirstOrDefault(one => one.Name == name) is not { } container || AccountOf(container.Id, resources) is not { } account)
            return [$"{name} is not deployed"];
        const string Policy = "immutableStorageWithVersioning";
        var days = int.TryParse(account.Get($"{Policy}.immutabilityPolicy.immutabilityPeriodSinceCreationInDays"), CultureInfo.InvariantCulture, out var stated) ? stated : 0;
        return
        [
            .. Demand(container, account.Get($"{Policy}.enabled") == "true", "is not immutable"),
            .. Demand(container, days is >= FewestDays and <= MostDays, $"is kept for {days} days, not for {FewestDays} to {MostDays}"),
            .. Demand(container, account.Get($"{Policy}.immutabilityPolicy.state") == (production ? "Locked" : "Unlocked"), production ? "is not locked" : "is locked outside production"),
            .. Demand(container, account.Get($"{Policy}.immutabilityPolicy.allowProtectedAppendWrites") == "false", "can be appended to"),
        ];
    }

    private static IEnumerable<string> Vault(BicepResource vault) =>
    [
        .. Demand(vault, vault.Get("enablePurgeProtection") == "true", "can be purged"),
        .. Demand(vault, vault.Get("enableSoftDelete") == "true", "loses deleted keys"),
        .. Demand(vault, vault.Get("softDeleteRetentionInDays") == "90", "keeps deleted keys for less than 90 days"),
        .. Demand(vault, vault.Get("enableRbacAuthorization") == "true", "has access policies instead of roles"),
    ];

    private static IEnumerable<string> Site(BicepResource site) =>
    [
        .. Demand(site, site.Get("httpsOnly") == "true", "answers without TLS"),
        .. Demand(site, site.Get("siteConfig.minTlsVersion") is "1.2" or "1.3", "accepts TLS below 1.2"),
        .. Demand(site, site.Get("siteConfig.ftpsState") == "Disabled", "is published by FTP"),
    ];

    private static IEnumerable<string> Settings(BicepResource settings)
    {
        string[] needed = ["Audit__SignerClientId", "Audit__WitnessClientId", "Audit__VaultKey", "Audit__WitnessVaultKey", "Audit__StorageAccount", "Audit__WitnessStorageAccount", "Encryption__VaultKey", "AzureWebJobsStorage__accountName"];
        return
        [
            .. needed.SelectMany(name => Demand(settings, settings.Get(name).Length > 0, $"does not set {name}")),
            .. Demand(settings, new[] { "AZURE_CLIENT_ID", "Audit__SignerClientId", "Audit__WitnessClientId" }.Select(settings.Get).Distinct().Count() == 3, "signs and cosigns by one identity"),
            .. Demand(settings, settings.Get("AZURE_FUNCTIONS_ENVIRONMENT") == "Production", "is not production"),
            .. settings.Body["properties"]!.AsObject()
                .Where(pair => SecretValue().IsMatch(pair.Value!.ToString()) || (SecretName().IsMatch(pair.Key) && !pair.Value!.ToString().StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal)))
                .Select(pair => $"{settings} holds a secret in {pair.Key}"),
        ];
    }

    // The trail's writer creates, and nothing else; what signs does not administer. Built-in roles say more than they are asked for.
    private static IEnumerable<string> Assignment(BicepResource assignment, IReadOnlyList<BicepResource> resources)
    {
        var (scope, role) = (assignment.Body["scope"]?.ToString() ?? "", assignment.Get("roleDefinitionId"));
        var isMachine = assignment.Get("principalType") == "ServicePrincipal";
        if (scope.StartsWith("vaults:", StringComparison.Ordinal))
        {
            return
            [
                .. Demand(assignment, !isMachine || SignerRoles.Contains(role.Split('/')[^1]), "lets the app administer keys"),
                .. Demand(assignment, !isMachine || !role.EndsWith(SignerRoles[0], StringComparison.Ordinal) || scope.Contains("/keys:", StringComparison.Ordinal), "is for every key of the vault, not for one"),
            ];
        }

        if (AccountOf(scope, resources) is not { } account || !IsTrail(account, resources))
            return [];
        if (role.EndsWith(BlobReader, StringComparison.Ordinal))
            return [];
        if (resources.FirstOrDefault(one => one.Type.EndsWith("/roleDefinitions", StringComparison.Ordinal) && one.Id == role) is not { } definition)
            return [$"{assignment} gives a role on the trail whose rights are not stated here"];
        var rights = definition.All("permissions").SelectMany(one => one["actions"]!.AsArray().Concat(one["dataActions"]!.AsArray())).Select(one => one!.ToString()).ToList();
        return
        [
            .. Demand(assignment, scope != account.Id, "is for all of the trail, not for one container"),
            .. Demand(assignment, !rights.Exists(right => right.Contains("delete", StringComparison.OrdinalIgnoreCase) || right.Contains('*', StringComparison.Ordinal)), "can delete from the trail"),
            .. Demand(assignment, scope.EndsWith(":audit-tiles", StringComparison.Ordinal) || !rights.Exists(right => right.EndsWith("/write", StringComparison.OrdinalIgnoreCase)), "can replace entries of the trail"),
        ];
    }

    private static bool IsTrail(BicepResource account, IReadOnlyList<BicepResource> resources) =>
        resources.Any(one => TrailContainers.Contains(one.Name) && one.Id.StartsWith($"{account.Id}/", StringComparison.Ordinal));

    private static BicepResource? AccountOf(string id, IReadOnlyList<BicepResource> resources) => resources.FirstOrDefault(one =>
        one.Type == "Microsoft.Storage/storageAccounts" && (id == one.Id || id.StartsWith($"{one.Id}/", StringComparison.Ordinal)));

    private static IEnumerable<string> Demand(BicepResource resource, bool holds, string otherwise) => holds ? [] : [$"{resource} {otherwise}"];

    [GeneratedRegex("AccountKey=|SharedAccessKey=|[?&]sig=|-----BEGIN", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();

    [GeneratedRegex("(Secret|SecretKey|Password|ApiKey|KeyId|Token)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
