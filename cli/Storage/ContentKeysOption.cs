using System.CommandLine;
using Azure.Identity;
using Serverless.Infra.Keys;
using Serverless.Infra.Keys.Vault;

namespace Serverless.Cli.Storage;

/// <summary>The key under which confidential content is sealed: a folder on this machine, or a key in Key Vault.</summary>
internal sealed class ContentKeysOption
{
    private readonly Option<string?> keys = new("--content-keys")
    {
        Description = "Key under which parameters are sealed: the folder of Encryption:KeyFolder, or the address of Encryption:VaultKey; default: that setting.",
    };

    public void AddTo(Command command) => command.Add(keys);

    /// <summary>The key; null when none is given.</summary>
    /// <exception cref="CommandException">It is neither a folder nor the address of a key.</exception>
    public IKeyEncryptionKey? Read(ParseResult parsed)
    {
        var given = parsed.GetValue(keys)
            ?? Environment.GetEnvironmentVariable("Encryption__KeyFolder")
            ?? Environment.GetEnvironmentVariable("Encryption__VaultKey");
        if (string.IsNullOrEmpty(given))
            return null;
        if (Uri.TryCreate(given, UriKind.Absolute, out var address) && VaultKeys.IsKeyAddress(address))
            return new VaultWrappingKey(new VaultKeys(VaultKeys.VaultOf(address), new DefaultAzureCredential()), VaultKeys.NameOf(address));
        return Directory.Exists(given)
            ? new KeyEncryptionFolder(given)
            : throw new CommandException($"--content-keys: '{given}' is neither a folder that is there nor the address of a key, as https://NAME.vault.azure.net/keys/KEY.", ExitCode.Usage);
    }
}
