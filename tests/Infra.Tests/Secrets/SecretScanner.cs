using System.Security.Cryptography;
using System.Text;

namespace Serverless.Infra.Tests.Secrets;

/// <summary>Finds secrets in texts.</summary>
internal static class SecretScanner
{
    public static IEnumerable<FoundSecret> Scan(string path, string text)
    {
        foreach (var (number, line) in text.Split('\n').Index())
        {
            foreach (var rule in SecretRule.All)
            {
                foreach (System.Text.RegularExpressions.Match match in rule.Pattern.Matches(line))
                {
                    var secret = match.Groups["secret"] is { Success: true } group ? group.Value : match.Value;
                    if (Entropy(secret) >= rule.LeastEntropy)
                        yield return new FoundSecret(rule.Name, path, number + 1, Fingerprint(secret));
                }
            }
        }
    }

    /// <summary>See <see cref="FoundSecret.Fingerprint"/>.</summary>
    public static string Fingerprint(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 8));

    // Shannon's, in bits per character.
    private static double Entropy(string text) => text.GroupBy(c => c).Select(group => (double)group.Count() / text.Length).Sum(share => -share * Math.Log2(share));
}
