using System.Security.Cryptography;
using System.Text;

namespace Serverless.Core.Audit.Notes;

/// <summary>Signs with a private key in memory.</summary>
/// <param name="name">Name of the key.</param>
/// <param name="key">The private key, on P-256; stays the caller's.</param>
public sealed class EcdsaNoteSigner(string name, ECDsa key) : INoteSigner
{
    /// <inheritdoc/>
    public NoteKey Key { get; } = new(name, key.ExportSubjectPublicKeyInfo());

    /// <inheritdoc/>
    public Task<NoteSignature> SignAsync(string text, CancellationToken cancellationToken)
    {
        var signature = key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Task.FromResult(new NoteSignature(Key.Name, Key.Id, signature));
    }
}
