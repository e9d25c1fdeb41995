using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Testing;

namespace Serverless.Core.Tests.Audit.Bundles;

/// <summary>
/// Bundles that were handed out stay trusted for ever: these were written by the first version of format 1, and the private keys are gone. Nothing
/// in the folder may change; a later format gets a folder beside it.
/// </summary>
public sealed class GoldenBundleTests
{
    public static string Folder => Path.Combine(RepositoryPaths.Root, "tests", "Core.Tests", "Audit", "Bundles", "golden-1");

    [Theory]
    [InlineData("decision", 5, 1, 1)]
    [InlineData("whole", 0, 12, 0)]
    public void Verify_BundleOfTheFirstVersion_IsTrusted(string name, long first, long entries, int contents)
    {
        var verdict = BundleVerifier.Verify(Read(name), Keyring(), "serverless-test", witnesses: 1);

        Assert.True(verdict.IsTrusted, string.Join("; ", verdict.Findings));
        Assert.Equal((first, entries, 12L, 1, contents), (verdict.First!.Value, verdict.Entries, verdict.Checkpoint!.Size, verdict.Older, verdict.Contents));
    }

    [Fact]
    public void Decode_EntriesOfTheFirstVersion_EncodeToTheSameBytes()
    {
        foreach (var line in LineReader.Read(Read("whole").Open(BundleFile.Entries), AuditEntryCodec.MaxLength))
            Assert.Equal(line.ToArray(), AuditEntryCodec.Encode(AuditEntryCodec.Decode(line.Span)));
    }

    public static AuditKeyring Keyring() => AuditKeyring.Parse(File.ReadAllText(Path.Combine(Folder, "keys.txt")));

    private static MemoryBundle Read(string name)
    {
        var bundle = new MemoryBundle();
        var folder = Path.Combine(Folder, name);
        foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            bundle.Files[Path.GetRelativePath(folder, path).Replace('\\', '/')] = File.ReadAllBytes(path);
        return bundle;
    }
}
