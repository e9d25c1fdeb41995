using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Security.KeyVault.Secrets;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Keys.Vault;

/// <summary>
/// Keys of the audit log in Key Vault: one key, whose versions sign in the vault, and beside it a secret <c>KEY-trusted</c> with the list of trusted keys.
/// Whoever signs needs no right to change either: an administrator makes and rotates keys.
/// </summary>
/// <param name="keys">The vault's keys.</param>
/// <param name="secrets">The vault's secrets.</param>
/// <param name="name">Name of the key.</param>
/// <param name="gate">Keeps others from signing at the same time; null for whoever only reads.</param>
public sealed class VaultNoteKeys(VaultKeys keys, SecretClient secrets, string name, BlobGate? gate) : INoteKeyStore
{
    private const string ReaderRole = "Key Vault Secrets User";
    private const string WriterRole = "Key Vault Secrets Officer";

    private string NameOfKey => name;

    private string TrustedName => $"{name}-trusted";

    /// <inheritdoc/>
    public Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken) => gate is null
        ? throw new InvalidOperationException("These keys were opened to be read.")
        : gate.EnterAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<AuditKeyring> ReadKeyringAsync(CancellationToken cancellationToken)
    {
        try
        {
            return AuditKeyring.Parse((await secrets.GetSecretAsync(TrustedName, cancellationToken: cancellationToken)).Value.Value);
        }
        catch (RequestFailedException error) when (error.ErrorCode == "SecretNotFound")
        {
            return new AuditKeyring([]);
        }
        catch (RequestFailedException error)
        {
            throw Refused(error, $"read secret '{TrustedName}'", ReaderRole);
        }
        catch (Exception error) when (VaultException.IsNoAnswer(error, cancellationToken))
        {
            throw Unreachable(error, $"read secret '{TrustedName}'");
        }
        catch (NoteFormatException error)
        {
            throw new NoteKeyException($"Secret '{TrustedName}' of {keys.Vault} is damaged: {error.Message} Restore its version before.", error);
        }
    }

    /// <inheritdoc/>
    public async Task WriteKeyringAsync(AuditKeyring keyring, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyring);
        try
        {
            await secrets.SetSecretAsync(TrustedName, keyring.ToString(), cancellationToken);
        }
        catch (RequestFailedException error)
        {
            throw Refused(error, $"write secret '{TrustedName}' (an administrator does that once, with 'keys create')", WriterRole);
        }
        catch (Exception error) when (VaultException.IsNoAnswer(error, cancellationToken))
        {
            throw Unreachable(error, $"write secret '{TrustedName}'");
        }
    }

    /// <inheritdoc/>
    public Task<NoteKey> CreateAsync(KeyRole role, string name, CancellationToken cancellationToken) => CallAsync(async () =>
    {
        var trusted = (await ReadKeyringAsync(cancellationToken)).Keys.Select(key => key.Key).ToList();
        var pending = (await VersionsAsync(cancellationToken))
            .Where(version => version.IsEnabled)
            .Select(version => new NoteKey(name, version.PublicKey))
            .FirstOrDefault(key => !trusted.Exists(one => one.PublicKey.SequenceEqual(key.PublicKey)));
        return pending ?? new NoteKey(name, (await keys.CreateAsync(NameOfKey, cancellationToken)).PublicKey);
    });

    /// <inheritdoc/>
    public Task<INoteSigner> OpenAsync(KeyRole role, NoteKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return CallAsync<INoteSigner>(async () =>
        {
            var version = (await VersionsAsync(cancellationToken)).FirstOrDefault(version => key.PublicKey.SequenceEqual(version.PublicKey)) ?? throw new NoteKeyException(
                $"Key '{NameOfKey}' of {keys.Vault} has no version with the public key {key.IdText}, which signed so far. Recover it; if it is lost, 'keys rotate --lost' goes on with another.");
            return version.IsEnabled
                ? new VaultSigner(keys, version.Address, key)
                : throw new NoteKeyException($"Version {version.Address} of the key that signs is disabled. If it was revoked, 'keys rotate --revoke-after <size>'; if by mistake, enable it.");
        });
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (VaultException error)
        {
            throw new NoteKeyException(error.Message, error);
        }
    }

    private async Task<List<VaultKey>> VersionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await keys.ListAsync(NameOfKey, cancellationToken)).Where(version => version.PublicKey is not null)];
        }
        catch (VaultException error) when (error.InnerException is RequestFailedException { ErrorCode: "KeyNotFound" })
        {
            return [];
        }
    }

    private NoteKeyException Refused(RequestFailedException error, string what, string role)
    {
        var explained = VaultException.Of(error, keys.Vault, what, role);
        return new NoteKeyException(explained.Message, explained);
    }

    private NoteKeyException Unreachable(Exception error, string what)
    {
        var explained = VaultException.Unreachable(error, keys.Vault, what);
        return new NoteKeyException(explained.Message, explained);
    }

    private sealed class VaultSigner(VaultKeys keys, Uri address, NoteKey key) : INoteSigner
    {
        private const int Half = 32;

        public NoteKey Key => key;

        public Task<NoteSignature> SignAsync(string text, CancellationToken cancellationToken) => CallAsync(async () =>
        {
            var pair = await keys.SignAsync(address, SHA256.HashData(Encoding.UTF8.GetBytes(text)), cancellationToken);
            var signature = new NoteSignature(key.Name, key.Id, Der(pair));
            return key.Verifies(text, signature) ? signature : throw new NoteKeyException($"{address} answered with a signature that is not of the key. Nothing was signed.");
        });

        private static byte[] Der(byte[] pair)
        {
            var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                writer.WriteInteger(new System.Numerics.BigInteger(pair.AsSpan(0, Half), isUnsigned: true, isBigEndian: true));
                writer.WriteInteger(new System.Numerics.BigInteger(pair.AsSpan(Half), isUnsigned: true, isBigEndian: true));
            }

            return writer.Encode();
        }
    }
}
