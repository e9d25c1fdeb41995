using Microsoft.Extensions.Configuration;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Tests.Hosting;

public sealed class ProductionRulesTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Production",
        ["AzureWebJobsStorage:accountName"] = "state",
        ["Audit:VaultKey"] = "https://a.vault.azure.net/keys/audit-log",
        ["Audit:WitnessVaultKey"] = "https://a.vault.azure.net/keys/audit-witness",
        ["Encryption:VaultKey"] = "https://a.vault.azure.net/keys/content",
    };

    [Fact]
    public void Check_IdentityAndVault_Starts() => ProductionRules.Check(With([]));

    [Theory]
    [InlineData("AzureWebJobsStorage", "UseDevelopmentStorage=true", "'AzureWebJobsStorage'")]
    [InlineData("AzureWebJobsStorage", "AccountName=devstoreaccount1;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1", "'AzureWebJobsStorage'")]
    [InlineData("AzureWebJobsStorage", "LocalFile=/tmp/a.db", "'AzureWebJobsStorage'")]
    [InlineData("Audit:KeyFolder", ".keys/log", "'Audit:KeyFolder' keeps keys in files")]
    [InlineData("Audit:WitnessKeyFolder", ".keys/witness", "'Audit:WitnessKeyFolder' keeps keys in files")]
    [InlineData("Encryption:KeyFolder", ".keys/content", "'Encryption:KeyFolder' keeps keys in files")]
    [InlineData("Audit:VaultKey", null, "'Audit:VaultKey' is not set")]
    [InlineData("Encryption:VaultKey", null, "'Encryption:VaultKey' is not set")]
    [InlineData("AzureFunctionsJobHost:extensions:durableTask:storageProvider:managementApi", "True", "managementApi' opens the durable management API")]
    public void Check_OneThingOfADevelopersMachine_IsRefusedAndNamed(string setting, string? value, string message)
    {
        foreach (var production in new[] { "AZURE_FUNCTIONS_ENVIRONMENT", "WEBSITE_SITE_NAME" })
        {
            var configuration = With(new() { ["AZURE_FUNCTIONS_ENVIRONMENT"] = null, [production] = "Production", [setting] = value });
            Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => ProductionRules.Check(configuration)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Development")]
    public void Check_DevelopersMachine_StartsWithAll(string? environment) => ProductionRules.Check(
        With(new() { ["AZURE_FUNCTIONS_ENVIRONMENT"] = environment, ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", ["Encryption:KeyFolder"] = ".keys", ["Audit:VaultKey"] = null }));

    private static IConfiguration With(Dictionary<string, string?> changes) =>
        new ConfigurationBuilder().AddInMemoryCollection(Good.Concat(changes).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value)).Build();
}
