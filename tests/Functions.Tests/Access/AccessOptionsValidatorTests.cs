using Serverless.Functions.Access;

namespace Serverless.Functions.Tests.Access;

public sealed class AccessOptionsValidatorTests
{
    private static readonly Guid Tenant = Guid.Parse("6f1d3c52-8a0b-4a53-9a1c-1f9b1c1a2b3c");

    [Fact]
    public void Validate_NothingSet_IsFine() => Assert.True(Validation.Of(new AccessOptions()).Succeeded);

    [Fact]
    public void Validate_TenantAndAudience_AreFineInProduction() =>
        Assert.True(Validation.Of(new AccessOptions { Tenant = Tenant, Audience = "api://serverless" }).Succeeded);

    [Fact]
    public void Validate_TenantWithoutAudience_WouldTakeTokensOfEveryApplication() =>
        AssertNames("Access:Audience", Validation.Of(new AccessOptions { Tenant = Tenant }));

    [Fact]
    public void Validate_AudienceWithoutTenant_WouldTakeTokensOfEverybody() =>
        AssertNames("Access:Tenant", Validation.Of(new AccessOptions { Audience = "api://serverless" }));

    [Theory]
    [InlineData("http://login.example.com/", "Development")]
    [InlineData("http://127.0.0.1:80/", "Production")]
    [InlineData("/relative", "Development")]
    public void Validate_AuthorityThatAnybodyCouldBe_IsRefused(string authority, string environment) =>
        AssertNames(
            "Access:Authority",
            Validation.Of(new AccessOptions { Tenant = Tenant, Audience = "a", Authority = new Uri(authority, UriKind.RelativeOrAbsolute) }, environment));

    [Fact]
    public void Validate_PrincipalHeader_NeedsTheFrontEndThatWritesIt()
    {
        var options = new AccessOptions { TrustPrincipalHeader = true };

        AssertNames("Access:TrustPrincipalHeader", Validation.Of(options));
        AssertNames("Access:TrustPrincipalHeader", Validation.Of(options, "Development"));
        Assert.True(Validation.Of(options, settings: ("WEBSITE_AUTH_ENABLED", "True")).Succeeded);
    }

    [Fact]
    public void Validate_DevelopmentIssuer_DoesNotStartInProduction()
    {
        var options = new AccessOptions { DevelopmentKeyFile = "key.pem" };

        AssertNames("Access:DevelopmentKeyFile", Validation.Of(options));
        AssertNames("Access:DevelopmentKeyFile", Validation.Of(options, "Staging"));
        AssertNames("Access:DevelopmentKeyFile", Validation.Of(options, "Development", ("WEBSITE_SITE_NAME", "desk")));
        Assert.True(Validation.Of(options, "Development").Succeeded);
    }

    [Fact]
    public void Validate_Rates_AreAtLeastOne()
    {
        AssertNames("Access:RequestsPerMinute", Validation.Of(new AccessOptions { RequestsPerMinute = 0 }));
        AssertNames("Access:WritesPerMinute", Validation.Of(new AccessOptions { WritesPerMinute = 0 }));
        AssertNames("Access:StartsPerMinute", Validation.Of(new AccessOptions { StartsPerMinute = 0 }));
        AssertNames("Access:Instances is 0", Validation.Of(new AccessOptions { Instances = 0 }));
        AssertNames("Access:WritesPerMinute is 39; it must be at least 1 for each of the 40 of Access:Instances", Validation.Of(new AccessOptions { Instances = 40, WritesPerMinute = 39 }));
        Assert.True(Validation.Of(new AccessOptions { Instances = 40, WritesPerMinute = 40 }).Succeeded);
    }

    private static void AssertNames(string setting, Microsoft.Extensions.Options.ValidateOptionsResult result)
    {
        Assert.True(result.Failed);
        Assert.Contains(setting, result.FailureMessage, StringComparison.Ordinal);
    }
}
