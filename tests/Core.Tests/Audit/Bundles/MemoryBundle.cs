using Serverless.Core.Audit.Bundles;

namespace Serverless.Core.Tests.Audit.Bundles;

/// <summary>A bundle that a test can alter.</summary>
internal sealed class MemoryBundle : IBundle, IBundleTarget
{
    public SortedDictionary<string, byte[]> Files { get; private init; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => Files.Keys;

    public Stream Open(string name) => new MemoryStream(Files[name], writable: false);

    public Stream Create(string name) => new File(this, name);

    public MemoryBundle Copy() => new() { Files = new(Files.ToDictionary(file => file.Key, file => file.Value.ToArray()), StringComparer.Ordinal) };

    private sealed class File(MemoryBundle bundle, string name) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            bundle.Files[name] = ToArray();
            base.Dispose(disposing);
        }
    }
}
