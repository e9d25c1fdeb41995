using System.Security.Cryptography;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Audit.Keys;

/// <summary>
/// Keys in a folder of this machine, for development and installations of one machine: <c>keys.txt</c> lists the trusted ones, and
/// <c>log-1a2b3c4d.pem</c> is a private key (PKCS #8) that only its owner may read.
/// </summary>
/// <param name="path">The folder; made when it is missing, for its owner alone.</param>
/// <param name="time">Waits.</param>
public sealed class KeyFolder(string path, TimeProvider time) : INoteKeyStore
{
    /// <summary>Name of the list of trusted keys.</summary>
    public const string KeyringFile = "keys.txt";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(50);

    private string KeyringPath => Path.Combine(path, KeyringFile);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        CreateFolder();
        var deadline = time.GetUtcNow() + LockLimit;
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (time.GetUtcNow() >= deadline)
            {
                throw new NoteKeyException($"'{path}' has been in use by another process for {LockLimit.TotalSeconds:0} s; end it.", e);
            }
            catch (IOException)
            {
                await Task.Delay(LockInterval, time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<AuditKeyring> ReadKeyringAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(KeyringPath))
            return new AuditKeyring([]);
        try
        {
            return AuditKeyring.Parse(await File.ReadAllTextAsync(KeyringPath, cancellationToken));
        }
        catch (NoteFormatException e)
        {
            throw new NoteKeyException($"'{KeyringPath}' is damaged: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public async Task WriteKeyringAsync(AuditKeyring keyring, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyring);
        await File.WriteAllTextAsync($"{KeyringPath}.new", keyring.ToString(), cancellationToken);
        File.Move($"{KeyringPath}.new", KeyringPath, overwrite: true);
    }

    /// <inheritdoc/>
    public async Task<NoteKey> CreateAsync(KeyRole role, string name, CancellationToken cancellationToken)
    {
        var known = (await ReadKeyringAsync(cancellationToken)).Keys.Select(key => FileOf(role, key.Key)).ToHashSet(StringComparer.Ordinal);
        CreateFolder();
        foreach (var file in Directory.EnumerateFiles(path, $"{Prefix(role)}*.pem").Where(file => !known.Contains(file)).Order(StringComparer.Ordinal))
        {
            using var pending = Load(file);
            return new NoteKey(name, pending.ExportSubjectPublicKeyInfo());
        }

        using var created = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new NoteKey(name, created.ExportSubjectPublicKeyInfo());
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var unfinished = FileOf(role, key) + ".new";
        await using (var writer = new StreamWriter(new FileStream(unfinished, options)))
            await writer.WriteAsync(created.ExportPkcs8PrivateKeyPem().AsMemory(), cancellationToken);
        File.Move(unfinished, FileOf(role, key));
        return key;
    }

    /// <inheritdoc/>
    public Task<INoteSigner> OpenAsync(KeyRole role, NoteKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var file = FileOf(role, key);
        Check(file, key);
        return Task.FromResult<INoteSigner>(new FileSigner(key, file));
    }

    private static string Prefix(KeyRole role) => role == KeyRole.Log ? "log-" : "witness-";

    private string FileOf(KeyRole role, NoteKey key) => Path.Combine(path, $"{Prefix(role)}{key.IdText}.pem");

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static void Check(string file, NoteKey key)
    {
        using var loaded = Load(file);
        if (!loaded.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.PublicKey))
            throw new NoteKeyException($"'{file}' is not the key that signed so far. Put the old file back; 'keys rotate' is the way to another key.");
    }

    private static ECDsa Load(string file)
    {
        if (!File.Exists(file))
            throw new NoteKeyException($"The private key '{file}' is missing. Put it back; if it is lost, 'keys rotate --lost' goes on with another.");
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
            throw new NoteKeyException($"Others than its owner may read or write the private key '{file}'. Run 'chmod 600' on it; if somebody may have read it, 'keys rotate --revoke-after <size>'.");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new NoteKeyException($"'{file}' is no private key in PEM: {e.Message}", e);
        }
    }

    /// <summary>Reads the key anew for each signature, so that it is in memory no longer than it must.</summary>
    private sealed class FileSigner(NoteKey key, string file) : INoteSigner
    {
        public NoteKey Key => key;

        public async Task<NoteSignature> SignAsync(string text, CancellationToken cancellationToken)
        {
            Check(file, key);
            using var loaded = Load(file);
            return await new EcdsaNoteSigner(key.Name, loaded).SignAsync(text, cancellationToken);
        }
    }
}
