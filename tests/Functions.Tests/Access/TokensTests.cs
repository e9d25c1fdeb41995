using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Serverless.Functions.Access;
using Serverless.Infra.Identity;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Access;

/// <summary>Tokens of Entra ID, from a tenant on loopback, and of the development issuer.</summary>
public sealed class TokensTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly EntraDirectory directory = new();
    private readonly ManualTimeProvider time = new(Now);
    private readonly Tokens tokens;

    public TokensTests() => tokens = directory.Tokens(time);

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    [Fact]
    public async Task Identify_TokenOfAPerson_IsThatPersonWithEveryRole()
    {
        var caller = (await IdentifyAsync(directory.Token(Now))).Caller!;

        Assert.Equal(("ada", "Viewer+Operator", true, Now), (caller.Id, caller.RoleText, caller.IsPerson, caller.SignedInAt!.Value));
    }

    [Fact]
    public async Task Identify_TokenOfAService_IsNoPerson() =>
        Assert.False((await IdentifyAsync(directory.Token(Now, claims => claims.Remove("scp")))).Caller!.IsPerson);

    [Fact]
    public async Task Identify_RenewedToken_KnowsWhenThePersonSignedIn() =>
        Assert.Equal(Now.AddHours(-3), (await IdentifyAsync(directory.Token(Now, claims => claims["auth_time"] = Now.AddHours(-3).ToUnixTimeSeconds()))).Caller!.SignedInAt);

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "aud", "api://another", "token-audience" },
        { "iss", "https://login.microsoftonline.com/another/v2.0", "token-issuer" },
        { "tid", "7f1d3c52-8a0b-4a53-9a1c-1f9b1c1a2b3c", "token-tenant" },
        { "oid", " ", "token-invalid" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Identify_WrongClaim_IsRefusedWithItsCode(string claim, string value, string code) =>
        Assert.Equal((null, code), await CodeAsync(directory.Token(Now, claims => claims[claim] = value)));

    [Theory]
    [InlineData("aud", "token-audience")]
    [InlineData("iss", "token-issuer")]
    [InlineData("tid", "token-tenant")]
    [InlineData("exp", "token-expired")]
    public async Task Identify_MissingClaim_IsRefusedWithItsCode(string claim, string code) =>
        Assert.Equal((null, code), await CodeAsync(directory.Token(Now, claims => claims.Remove(claim))));

    // A minute is what clocks may differ; the second at the end of it is too late.
    [Theory]
    [InlineData(3600 + 59, null)]
    [InlineData(3600 + 60, "token-expired")]
    [InlineData(-60, null)]
    [InlineData(-61, "token-expired")]
    public async Task Identify_LifetimeWithAMinuteOfSkew(int seconds, string? code)
    {
        var token = directory.Token(Now.AddSeconds(-seconds));

        Assert.Equal(code, (await CodeAsync(token)).Code is "" ? null : (await CodeAsync(token)).Code);
    }

    [Fact]
    public async Task Identify_Unsigned_IsRefused()
    {
        var token = directory.Token(Now);
        foreach (var algorithm in new[] { "none", "None", "NONE", "" })
            Assert.Equal((null, "token-signature"), await CodeAsync(EntraDirectory.Resign(token, $$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"first"}""", _ => [])));
    }

    // The classic confusion: the public key, which everybody has, taken for a shared secret.
    [Fact]
    public async Task Identify_SignedWithAPublicKeyAsSecret_IsRefused()
    {
        var secrets = new[] { directory.Rsa.ExportSubjectPublicKeyInfo(), System.Text.Encoding.ASCII.GetBytes(directory.Rsa.ExportSubjectPublicKeyInfoPem()) };
        foreach (var secret in secrets)
            Assert.Equal((null, "token-signature"), await CodeAsync(EntraDirectory.Resign(directory.Token(Now), """{"alg":"HS256","typ":"JWT","kid":"first"}""", content => HMACSHA256.HashData(secret, content))));
    }

    [Fact]
    public async Task Identify_SignedByAnotherKey_IsRefusedWhateverItCallsItself()
    {
        foreach (var id in new[] { "first", "unknown" })
        {
            var forged = new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = id }, SecurityAlgorithms.RsaSha256);
            Assert.Equal((null, "token-signature"), await CodeAsync(directory.Token(Now, credentials: forged)));
        }
    }

    // Entra always names the key; one that does not is still only as good as its signature.
    [Fact]
    public async Task Identify_NoKeyNamed_CountsWhenAKeyOfTheIssuerSignedIt()
    {
        Assert.NotNull((await IdentifyAsync(directory.Token(Now, credentials: Signed(directory.Rsa)))).Caller);
        Assert.Equal((null, "token-signature"), await CodeAsync(directory.Token(Now, credentials: Signed(RSA.Create(2048)))));
    }

    // RFC 7515, sections 4.1.2 to 4.1.5: a token may bring its own key, or say where it lies. Nobody asks for it here.
    [Fact]
    public async Task Identify_TokenThatBringsItsOwnKey_IsRefusedAndNothingIsFetched()
    {
        await using var evil = new EntraDirectory();
        var own = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "first" };
        Assert.NotNull((await IdentifyAsync(directory.Token(Now))).Caller);
        var header = JsonSerializer.Serialize(new { alg = "RS256", typ = "JWT", kid = "first", jwk = EntraDirectory.Describe(own), jku = $"{evil.Issuer}/keys", x5u = $"{evil.Issuer}/keys" });

        Assert.Equal((null, "token-signature"), await CodeAsync(EntraDirectory.Resign(
            directory.Token(Now), header, content => own.Rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))));
        Assert.Equal(0, evil.Fetches);
    }

    [Theory]
    [InlineData("11111111-1111-1111-1111-111111111111", "")]
    [InlineData("api://another,api://serverless", "")]
    [InlineData("api://another,api://third", "token-audience")]
    [InlineData("api://serverless2", "token-audience")]
    [InlineData("API://SERVERLESS", "token-audience")]
    public async Task Identify_Audiences_OneMustBeOneOfOurs(string audiences, string code) =>
        Assert.Equal(code, (await CodeAsync(directory.Token(Now, claims => claims["aud"] = audiences.Split(',') is [var only] ? only : audiences.Split(',')))).Code);

    // App roles of other applications, and what else a directory says of a person.
    [Fact]
    public async Task Identify_RolesOfAnotherKind_AreNone()
    {
        var caller = (await IdentifyAsync(directory.Token(Now, claims =>
        {
            claims["roles"] = new[] { "Owner", "Operator.Read", " Admin", "Viewer,Admin", "4", "" };
            claims["role"] = "Admin";
            claims["groups"] = new[] { "Admin" };
            claims["wids"] = new[] { "Admin" };
            claims["http://schemas.microsoft.com/ws/2008/06/identity/claims/role"] = "Admin";
        }))).Caller!;

        Assert.Equal(("ada", ""), (caller.Id, caller.RoleText));
    }

    [Fact]
    public async Task Identify_RolesAsOneText_AreThatRole() =>
        Assert.Equal("Viewer", (await IdentifyAsync(directory.Token(Now, claims => claims["roles"] = "Viewer"))).Caller!.RoleText);

    [Fact]
    public async Task Identify_HugeToken_IsRefusedBeforeAnythingIsFetched()
    {
        var token = directory.Token(Now, claims => claims["groups"] = Enumerable.Range(0, 1000).Select(i => $"group number {i}").ToArray());

        Assert.InRange(token.Length, 16 * 1024, 64 * 1024);
        Assert.Equal((null, "token-invalid"), await CodeAsync(token));
        Assert.Equal(0, directory.Fetches);
    }

    [Theory]
    [InlineData("exp", "soon")]
    [InlineData("exp", -1)]
    [InlineData("nbf", "9999999999")]
    public async Task Identify_TimesThatAreNone_AreRefused(string claim, object value) =>
        Assert.Null((await IdentifyAsync(directory.Token(Now, claims => claims[claim] = value))).Caller);

    [Fact]
    public async Task Identify_EveryPartChanged_IsRefused()
    {
        var token = directory.Token(Now);
        for (var i = 0; i < token.Length; i += 7)
        {
            // The last character of a part may hold bits that decode to nothing.
            if (token[i] == '.' || (i + 1 < token.Length && token[i + 1] == '.') || i + 1 == token.Length)
                continue;
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Null((await IdentifyAsync(changed)).Caller);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("....")]
    public async Task Identify_NoToken_IsRefused(string token) => Assert.Null((await IdentifyAsync(token)).Caller);

    [Fact]
    public async Task Identify_ManyTokens_AskForTheKeysOnce()
    {
        for (var i = 0; i < 20; i++)
            Assert.NotNull((await IdentifyAsync(directory.Token(Now))).Caller);

        Assert.Equal(2, directory.Fetches); // configuration and keys
    }

    // Whoever makes up names of keys must not make this host ask the issuer for each.
    [Fact]
    public async Task Identify_FloodOfUnknownKeys_AsksTheIssuerOnceMoreAtMost()
    {
        Assert.NotNull((await IdentifyAsync(directory.Token(Now))).Caller);
        for (var i = 0; i < 200; i++)
        {
            var header = $$"""{"alg":"RS256","typ":"JWT","kid":"made-up-{{i}}"}""";
            var token = EntraDirectory.Resign(directory.Token(Now), header, _ => new byte[256]);
            Assert.Equal("token-signature", (await IdentifyAsync(token)).Code);
        }

        Assert.InRange(directory.Fetches, 2, 4);
        Assert.NotNull((await IdentifyAsync(directory.Token(Now))).Caller);
    }

    [Fact]
    public async Task Identify_KeyRotated_IsAcceptedAndTheOldOneNoMore()
    {
        var old = directory.Token(Now);
        Assert.NotNull((await IdentifyAsync(old)).Caller);
        directory.Rotate();
        var token = directory.Token(Now);

        // The manager reads the new keys beside the requests that wait for them.
        while ((await IdentifyAsync(token)).Caller is null)
            await Task.Delay(10, Limit);

        Assert.Equal((null, "token-signature"), await CodeAsync(old));
    }

    // As Entra rolls over: both keys are published for a while.
    [Fact]
    public async Task Identify_KeyRotatedWithOverlap_BothAreAccepted()
    {
        var old = directory.Token(Now);
        Assert.NotNull((await IdentifyAsync(old)).Caller);
        directory.Rotate(keepOld: true);
        var token = directory.Token(Now);

        while ((await IdentifyAsync(token)).Caller is null)
            await Task.Delay(10, Limit);

        Assert.NotNull((await IdentifyAsync(old)).Caller);
    }

    // Keys that are known stay known; what names another is refused, not let in.
    [Fact]
    public async Task Identify_IssuerGoesAwayLater_KnownKeysCountAndUnknownOnesDoNot()
    {
        Assert.NotNull((await IdentifyAsync(directory.Token(Now))).Caller);
        directory.IsDown = true;
        var old = directory.Token(Now);
        directory.Rotate();

        Assert.Equal((null, "token-signature"), await CodeAsync(directory.Token(Now)));
        Assert.NotNull((await IdentifyAsync(old)).Caller);
    }

    [Fact]
    public async Task Identify_IssuerDoesNotAnswer_Is503AndNobodyGetsIn()
    {
        directory.IsDown = true;

        var refused = await IdentifyAsync(directory.Token(Now));

        Assert.Equal((null, "issuer-unavailable", 503), (refused.Caller, refused.Code, refused.Status));
    }

    [Fact]
    public async Task Api10_UnsafeConsumption_IssuerThatRedirects_IsNotFollowed()
    {
        await using var other = new EntraDirectory();
        directory.RedirectsTo = new Uri($"{other.Issuer}/.well-known/openid-configuration");

        Assert.Equal((null, "issuer-unavailable"), await CodeAsync(directory.Token(Now)));
        Assert.Equal(0, other.Fetches);
    }

    [Fact]
    public async Task Identify_DevelopmentToken_CountsOnLoopbackAlone()
    {
        var folder = Directory.CreateTempSubdirectory("development-key-");
        try
        {
            var key = DevelopmentKey.ReadOrCreate(Path.Combine(folder.FullName, "key.pem"));
            var development = new Tokens([TokenIssuer.Development(key)], time, Microsoft.Extensions.Logging.Abstractions.NullLogger<Tokens>.Instance);
            var token = DevelopmentIssuer.Issue(DevelopmentKey.ReadOrCreate(Path.Combine(folder.FullName, "key.pem")), "ada", ["Operator"], Now);

            var near = await development.IdentifyAsync(token, fromLoopback: true, Limit);
            var far = await development.IdentifyAsync(token, fromLoopback: false, Limit);

            Assert.Equal(("ada", "Operator", true), (near.Caller!.Id, near.Caller.RoleText, near.Caller.IsPerson));
            Assert.Equal((null, "token-issuer"), (far.Caller, far.Code));
            Assert.Equal((null, "token-issuer"), await CodeAsync(token)); // a host that knows no such issuer
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SigningCredentials Signed(RSA rsa) => new(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256);

    private Task<Identification> IdentifyAsync(string token) => tokens.IdentifyAsync(token, fromLoopback: true, Limit);

    private async Task<(Caller? Caller, string Code)> CodeAsync(string token)
    {
        var identification = await IdentifyAsync(token);
        return (identification.Caller, identification.Code);
    }
}
