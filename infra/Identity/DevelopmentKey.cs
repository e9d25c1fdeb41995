using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Serverless.Infra.Identity;

/// <summary>The private key of the development issuer (ECDSA P-256, PKCS #8 in PEM), in a file that only its owner may read.</summary>
public static class DevelopmentKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The key in <paramref name="path"/>; a new one when there is no such file. Of processes that make it at once, all have the first one's.</summary>
    /// <exception cref="InvalidDataException">The file is no such key, or others than its owner may read it; the message says what to do.</exception>
    public static ECDsaSecurityKey ReadOrCreate(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            Create(path);
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new InvalidDataException($"Others than its owner may read or write '{path}'. Delete it to have a new key made, or run 'chmod 600' on it.");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException($"'{path}' is no private key in PEM: {error.Message} Delete it to have a new key made.", error);
        }

        return new ECDsaSecurityKey(key) { KeyId = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16] };
    }

    // Written beside its place and then put there, so that nobody reads half of it.
    private static void Create(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        var draft = $"{path}.{Environment.ProcessId}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            using (var writer = new StreamWriter(new FileStream(draft, options)))
                writer.Write(key.ExportPkcs8PrivateKeyPem());
            NewFile.Publish(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster; its key counts.
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
