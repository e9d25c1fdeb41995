using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit.Bundles;

namespace Serverless.Infra.Tests.Audit.Bundles;

public sealed class ZipBundleTests
{
    private const string InputsVariable = "AUDIT_FUZZ_INPUTS";
    private static readonly AuditKeyring NoKeys = new([]);

    private static int Inputs => int.Parse(Environment.GetEnvironmentVariable(InputsVariable) ?? "5000", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void Write_SameFiles_SameBytes()
    {
        Assert.Equal(Zip("a", "b/c"), Zip("a", "b/c"));
        using var bundle = new ZipBundle(new MemoryStream(Zip("a", "b/c")));
        Assert.Equal(["a", "b/c"], bundle.Names);
        Assert.Equal("content of b/c", new StreamReader(bundle.Open("b/c")).ReadToEnd());
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("content/../checkpoint.note")]
    [InlineData("checkpoints/..")]
    public void Verify_NameThatLeadsOutside_IsNoPartOfABundle(string name)
    {
        using var bundle = new ZipBundle(new MemoryStream(Zip(name)));
        Assert.Contains(BundleVerifier.Verify(bundle, NoKeys).Findings, finding => finding.Where == name && finding.Code == nameof(BundleFault.Malformed));
    }

    [Fact]
    public void Verify_DamagedArchive_IsRefusedAndNothingElseThrows()
    {
        var intact = Zip(BundleFile.Checkpoint, BundleFile.Entries, BundleFile.FirstProof);
        var random = new Random(3);
        for (var round = 0; round < Inputs; round++)
        {
            var bytes = (byte[])intact.Clone();
            for (var i = random.Next(1, 4); i > 0; i--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                using var bundle = new ZipBundle(new MemoryStream(bytes[..(bytes.Length - (random.Next(3) == 0 ? random.Next(bytes.Length) : 0))]));
                Assert.False(BundleVerifier.Verify(bundle, NoKeys).IsTrusted);
            }
            catch (InvalidDataException)
            {
                // No archive at all.
            }
        }
    }

    private static byte[] Zip(params string[] names)
    {
        var file = new MemoryStream();
        using (var zip = new ZipBundleTarget(file))
        {
            foreach (var name in names)
            {
                using var writer = new StreamWriter(zip.Create(name));
                writer.Write($"content of {name}");
            }
        }

        return file.ToArray();
    }
}
