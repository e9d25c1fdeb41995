using Microsoft.Extensions.Configuration;

namespace Serverless.Functions.Hosting;

/// <summary>With what a host in production does not start: storage and keys that are made for a developer's machine, and no keys at all.</summary>
internal static class ProductionRules
{
    private const string WellKnownAccount = "devstoreaccount1";

    // What host.json says of it, the environment may overrule.
    private const string ManagementApi = "AzureFunctionsJobHost:extensions:durableTask:storageProvider:managementApi";

    /// <summary>Whether the host runs in production: in Azure, or where <c>AZURE_FUNCTIONS_ENVIRONMENT</c> says so.</summary>
    public static bool IsProduction(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration["WEBSITE_SITE_NAME"])
        || string.Equals(configuration["AZURE_FUNCTIONS_ENVIRONMENT"], "Production", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">Production, and a setting is not for it; the message names them all.</exception>
    public static void Check(IConfiguration configuration)
    {
        if (IsProduction(configuration) && FindProblems(configuration) is { Count: > 0 } problems)
            throw new InvalidOperationException($"This host does not start in production: {string.Join(' ', problems)}");
    }

    private static List<string> FindProblems(IConfiguration configuration)
    {
        var problems = new List<string>();
        if (configuration["AzureWebJobsStorage"] is { } storage && IsLocal(storage))
            problems.Add("'AzureWebJobsStorage' names storage of a developer's machine; set 'AzureWebJobsStorage__accountName', and give the app's identity its roles.");
        foreach (var (folder, key) in new[] { ("Audit:KeyFolder", "Audit:VaultKey"), ("Audit:WitnessKeyFolder", "Audit:WitnessVaultKey"), ("Encryption:KeyFolder", "Encryption:VaultKey") })
        {
            if (!string.IsNullOrEmpty(configuration[folder]))
                problems.Add($"'{folder}' keeps keys in files; set '{key}' to a key in Key Vault instead.");
            else if (string.IsNullOrEmpty(configuration[key]))
                problems.Add($"'{key}' is not set; give the address of a key in Key Vault.");
        }

        if (string.Equals(configuration[ManagementApi], bool.TrueString, StringComparison.OrdinalIgnoreCase))
            problems.Add($"'{ManagementApi.Replace(":", "__", StringComparison.Ordinal)}' opens the durable management API, which leaves no entries in the trail; remove it.");
        return problems;
    }

    private static bool IsLocal(string storage) =>
        storage.StartsWith("LocalFile=", StringComparison.OrdinalIgnoreCase)
        || storage.Contains("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase)
        || storage.Contains(WellKnownAccount, StringComparison.OrdinalIgnoreCase);
}
