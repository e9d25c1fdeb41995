using System.Text.RegularExpressions;

namespace Serverless.Infra.Tests.Secrets;

/// <summary>A form that secrets have.</summary>
/// <param name="Name">Its name, as the list of what is allowed has it.</param>
/// <param name="Pattern">Finds it; the group <c>secret</c> is the secret where the match is more.</param>
/// <param name="LeastEntropy">Bits per character below which it is a word rather than a secret.</param>
internal sealed partial record SecretRule(string Name, Regex Pattern, double LeastEntropy = 0)
{
    public static IReadOnlyList<SecretRule> All { get; } =
    [
        new("azure-account-key", AzureKey()),
        new("connection-string", ConnectionString(), 3),
        new("shared-access-signature", SharedAccess()),
        new("aws-key-id", AwsKeyId()),
        new("private-key", PrivateKey()),
        new("jwt", Jwt()),
        new("alpaca-key-id", Alpaca(), 3),
        new("binance-key", Binance(), 3.5),
        new("token-of-a-service", ServiceToken()),
        new("assignment", Assignment(), 3.7),
    ];

    [GeneratedRegex(@"(?<!sha512-)(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==")]
    private static partial Regex AzureKey();

    [GeneratedRegex(@"(?:AccountKey|SharedAccessKey|Password|Pwd)=(?<secret>[A-Za-z0-9+/=_\-]{16,})", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"[?&]sig=(?<secret>[A-Za-z0-9%+/]{30,})")]
    private static partial Regex SharedAccess();

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b")]
    private static partial Regex AwsKeyId();

    [GeneratedRegex("-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}")]
    private static partial Regex Jwt();

    [GeneratedRegex(@"\b(?:PK|AK|CK)[A-Z0-9]{18}\b")]
    private static partial Regex Alpaca();

    [GeneratedRegex(@"(?:binance|api|secret)[A-Za-z_-]*[""']?\s*[:=]\s*[""']?(?<secret>[A-Za-z0-9]{64})(?![A-Za-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex Binance();

    [GeneratedRegex(@"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,}|xox[baprs]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{35}|sk-[A-Za-z0-9_-]{32,})")]
    private static partial Regex ServiceToken();

    [GeneratedRegex(@"(?:password|passwd|secret|token|api_?key|access_?key|account_?key|private_?key)[A-Za-z]*[""']?\s*[:=]\s*[""'](?<secret>[^""'\s{}<>()$]{20,})[""']", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();
}
