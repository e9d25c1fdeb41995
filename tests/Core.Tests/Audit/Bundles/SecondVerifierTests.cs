using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Notes;
using Serverless.Testing;

namespace Serverless.Core.Tests.Audit.Bundles;

/// <summary>
/// The verifier in docs/audit_verify.py, which shares nothing with ours but the format: both say the same of every bundle. And none of its
/// checks can be left out without one of the altered bundles passing better than it should: the alterations are enough.
/// </summary>
public sealed partial class SecondVerifierTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-verifier-");
    private readonly SignedLog log = new();
    private readonly List<string> said = [];

    private static string Script => Path.Combine(RepositoryPaths.Root, "docs", "audit_verify.py");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_HonestAndAltered_SaysWhatOursSays()
    {
        var expected = await PrepareAsync();

        var actual = await RunAsync(Script);

        Assert.All(expected, bundle => Assert.Equal((bundle.Key, Kinds(bundle.Value)), (bundle.Key, Kinds(actual[bundle.Key]))));
        Assert.Equal(expected.Count, actual.Count);
        Assert.InRange(File.ReadAllLines(Script).Length, 1, 150);
        var gap = BundleVerifier.Verify(await BundleAlterations.DecisionAsync(log, SignedNote.Parse(log.Tiles.Notes[BundleAlterations.Size + 2])), log.Keyring).Redactions;
        Assert.Contains($"{Assert.Single(gap)}", said);
        Assert.Contains("content sha256:" + gap[0].ContentHash + " of event 'cycle-1/5' is not in the bundle", said);
    }

    [Fact]
    public async Task Verify_WithoutAnyOneOfItsChecks_DiffersOnSomeBundle()
    {
        await PrepareAsync();
        var complete = await RunAsync(Script);
        var source = await File.ReadAllTextAsync(Script, Cancellation);
        var checks = Check().Matches(source).ToList();
        Assert.True(checks.Count >= 20, $"Only {checks.Count} checks were found.");

        var survivors = new List<string>();
        foreach (var check in checks)
        {
            var mutant = Path.Combine(folder.FullName, "mutant.py");
            await File.WriteAllTextAsync(mutant, $"{source[..check.Index]}need(True or {source[(check.Index + check.Length)..]}", Cancellation);
            var actual = await RunAsync(mutant);
            if (complete.All(bundle => actual.TryGetValue(bundle.Key, out var codes) && codes == bundle.Value))
                survivors.Add(source[check.Index..source.IndexOf('\n', check.Index)]);
        }

        Assert.True(survivors.Count == 0, string.Join("\n", survivors));
    }

    public void Dispose()
    {
        log.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>Writes bundles into the folder, and returns what our verifier says of each.</summary>
    private async Task<SortedDictionary<string, string>> PrepareAsync()
    {
        Assert.SkipUnless(IsInstalled("python3") && IsInstalled("openssl"), "python3 and openssl are not installed.");
        var note = await BundleAlterations.GrowAsync(log);
        var bundles = new SortedDictionary<string, MemoryBundle>(StringComparer.Ordinal)
        {
            ["honest decision"] = await BundleAlterations.DecisionAsync(log, note),
            ["honest range"] = await log.BundleAsync(note, 3, 7, older: [5]),
            ["honest whole"] = await log.BundleAsync(note, 0, BundleAlterations.Size, older: [5]),
            ["honest without witness"] = await log.BundleAsync(SignedNote.Parse(log.Tiles.Notes[12]), 0, 2),
        };
        foreach (var alteration in BundleAlterations.All.Keys)
        {
            var bundle = await BundleAlterations.DecisionAsync(log, note);
            BundleAlterations.Apply(bundle, alteration, log);
            bundles.Add(alteration, bundle);
        }

        var redacted = await BundleAlterations.RedactAsync(log);
        bundles.Add("honest redacted", await BundleAlterations.DecisionAsync(log, redacted));
        bundles.Add("honest redacted whole", await log.BundleAsync(redacted, 0, BundleAlterations.Size + 2));
        foreach (var alteration in BundleAlterations.Redacted.Keys)
        {
            var bundle = await BundleAlterations.DecisionAsync(log, redacted);
            await BundleAlterations.ApplyRedactedAsync(bundle, alteration, log);
            bundles.Add(alteration, bundle);
        }

        bundles.Add("root of other entries", await ForgeRootAsync());
        bundles.Add("retired key", await RetireAsync());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "keys.txt"), log.Keyring.ToString(), Cancellation);
        foreach (var (name, bundle) in bundles)
            Write(name, bundle);
        WriteZip("twice.zip", bundles["honest decision"]);
        return new(bundles.ToDictionary(bundle => bundle.Key, bundle => Codes(BundleVerifier.Verify(bundle.Value, log.Keyring, witnesses: 1).Findings.Select(finding => finding.Code))), StringComparer.Ordinal)
        {
            ["twice.zip"] = nameof(BundleFault.Malformed),
        };
    }

    private async Task<MemoryBundle> RetireAsync()
    {
        var retired = log.NewKey("retired");
        log.Keyring = new AuditKeyring([.. log.Keyring.Keys, new(retired.Key, KeyRole.Log, 0, 4)]);
        var note = SignedNote.Parse(log.Tiles.Notes[12]);
        return await log.BundleAsync(note.With(await retired.SignAsync(note.Text, Cancellation)), 0, 2);
    }

    // The owner of the log signs the root of entries of which he shows others: first and last are in the tree, and the chain holds.
    private async Task<MemoryBundle> ForgeRootAsync()
    {
        const int Count = BundleAlterations.Size;
        var tree = new MerkleTree();
        for (var i = 0; i < Count; i++)
            tree.Append(i == 4 ? new byte[MerkleHash.Size] : MerkleHash.Leaf(log.Storage.Entries[i]));
        var checkpoint = new Checkpoint(AuditSamples.Origin, Count, tree.RootAt(Count));
        var bundle = await log.BundleAsync(SignedNote.Parse(log.Tiles.Notes[Count]), 0, Count, explained: false);
        bundle.Files[BundleFile.Checkpoint] = new SignedNote(
            checkpoint.Text, [await log.LogKey.SignAsync(checkpoint.Text, Cancellation), await log.WitnessKey.SignAsync(checkpoint.Text, Cancellation)]).ToBytes();
        bundle.Files[BundleFile.FirstProof] = Encoding.ASCII.GetBytes(ProofText.Format(tree.ProveInclusion(0, Count)));
        bundle.Files[BundleFile.LastProof] = Encoding.ASCII.GetBytes(ProofText.Format(tree.ProveInclusion(Count - 1, Count)));
        return bundle;
    }

    private void Write(string name, MemoryBundle bundle)
    {
        foreach (var (file, bytes) in bundle.Files)
        {
            var path = Path.Combine(folder.FullName, "bundles", name, file.Replace("../", "outside/", StringComparison.Ordinal));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    // All files, and one of them once more.
    private void WriteZip(string name, MemoryBundle bundle)
    {
        using var zip = ZipFile.Open(Path.Combine(folder.FullName, "bundles", name), ZipArchiveMode.Create);
        foreach (var (file, bytes) in bundle.Files.Append(bundle.Files.First()))
        {
            using var entry = zip.CreateEntry(file).Open();
            entry.Write(bytes);
        }
    }

    private async Task<Dictionary<string, string>> RunAsync(string script)
    {
        var bundles = Directory.GetFileSystemEntries(Path.Combine(folder.FullName, "bundles")).Order(StringComparer.Ordinal);
        using var process = Process.Start(new ProcessStartInfo("python3", [script, Path.Combine(folder.FullName, "keys.txt"), "1", .. bundles])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        if (script == Script)
            Assert.True(process.ExitCode == 4, await errors);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToLookup(line => line.StartsWith("  ", StringComparison.Ordinal));
        said.AddRange(lines[true].Select(line => line.Trim()));
        return lines[false].Select(line => line.Split(": ", 2)).ToDictionary(
            line => Path.GetFileName(line[0]),
            line => line[1] == "trusted" ? "" : Codes(line[1].Split("; ").Select(fault => fault.Split(' ')[0])));
    }

    // What an explanation says is ours alone to check: a second verifier shows the entries instead.
    private static string Codes(IEnumerable<string> codes) =>
        string.Join(' ', codes.Where(code => code != nameof(BundleFault.WrongExplanation)).Order(StringComparer.Ordinal));

    // Once a file is malformed, what else is said of the bundle depends on how one reads on.
    private static string Kinds(string codes) => codes.Contains(nameof(BundleFault.Malformed), StringComparison.Ordinal)
        ? nameof(BundleFault.Malformed)
        : string.Join(' ', codes.Split(' ').Distinct());

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, program)));

    [GeneratedRegex(@"(?<!def )\bneed\((?!False)")]
    private static partial Regex Check();
}
