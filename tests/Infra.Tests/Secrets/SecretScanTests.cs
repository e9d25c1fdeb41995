using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Secrets;

/// <summary>No tracked file of this repository holds a secret, but for what <c>eng/secrets.allowed</c> lists with a reason.</summary>
public sealed class SecretScanTests
{
    private const string AllowedFile = "eng/secrets.allowed";
    private const long LargestFile = 2 * 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Made here, so that this file holds none.</summary>
    public static TheoryData<string, string> Planted
    {
        get
        {
            static string Random(int bytes) => Convert.ToBase64String(SHA512.HashData([(byte)bytes])[..bytes]);
            static string Letters(int count) => Convert.ToHexString(SHA512.HashData([7]))[..count];
            var segment = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"alg\":\"RS256\"}")).TrimEnd('=');
            using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return new()
            {
                { "azure-account-key", $"key: {Random(64)}" },
                { "connection-string", $"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={Random(32)};EndpointSuffix=core.windows.net" },
                { "shared-access-signature", $"https://a.blob.core.windows.net/b?sv=2020&sig={Letters(40)}" },
                { "aws-key-id", "AKIA" + Letters(16) },
                { "private-key", ec.ExportPkcs8PrivateKeyPem() },
                { "jwt", $"{segment}.{segment}.{Letters(20)}" },
                { "alpaca-key-id", "PK" + Letters(18) },
                { "binance-key", $"BINANCE_API_KEY={Letters(64)}" },
                { "token-of-a-service", "ghp_" + Letters(36) },
                { "assignment", $"\"clientSecret\": \"{Random(24)}\"" },
            };
        }
    }

    [Fact]
    public async Task TrackedFiles_HoldNoSecret()
    {
        var allowed = Allowed();
        var files = await TrackedAsync();
        Assert.True(files.Count > 500, $"{files.Count} files are tracked.");

        var found = files.SelectMany(path => Scan(path)).ToList();

        Assert.Equal([], found.Where(one => !allowed.Contains((one.Rule, one.Path, one.Fingerprint))).Select(one => $"{one}"));
        // What is not there any more is not to be allowed either.
        Assert.Empty(allowed.Except(found.Select(one => (one.Rule, one.Path, one.Fingerprint))));
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void Scan_PlantedSecret_IsFoundAndNotTold(string rule, string text)
    {
        var found = SecretScanner.Scan("a.txt", $"first line\n{text}\nlast line").ToList();

        Assert.Contains(found, one => one.Rule == rule && one.Line == 2);
        Assert.All(found, one => Assert.DoesNotContain(one.ToString(), text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AccountKey=***;EndpointSuffix=core.windows.net")]
    [InlineData("password = \"{configuration.Password}\"")]
    [InlineData("var token = cancellationToken;")]
    [InlineData("\"apiKey\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxx\"")]
    [InlineData("sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public void Scan_WhatIsNone_IsPassed(string text) => Assert.Empty(SecretScanner.Scan("a.txt", text));

    private static IEnumerable<FoundSecret> Scan(string path)
    {
        var file = new FileInfo(Path.Combine(RepositoryPaths.Root, path));
        return file.Exists && file.Length <= LargestFile ? SecretScanner.Scan(path, File.ReadAllText(file.FullName)) : [];
    }

    private static HashSet<(string Rule, string Path, string Fingerprint)> Allowed() =>
    [
        .. File.ReadLines(Path.Combine(RepositoryPaths.Root, AllowedFile))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 4) is [var rule, var path, var fingerprint, ['#', _, ..]]
                ? (rule, path, fingerprint)
                : throw new FormatException($"{AllowedFile}: '{line}' is not 'rule path fingerprint # reason'.")),
    ];

    private static async Task<List<string>> TrackedAsync()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = RepositoryPaths.Root, RedirectStandardOutput = true })!;
        var listed = await git.StandardOutput.ReadToEndAsync(Cancellation);
        await git.WaitForExitAsync(Cancellation);
        Assert.Equal(0, git.ExitCode);
        return [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries)];
    }
}
