using System.CommandLine;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Azure.Storage.Blobs;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit.Keys;
using Serverless.Infra.Keys.Vault;

namespace Serverless.Cli.Audit;

/// <summary>Where the keys of a log are: a folder, or a key in Key Vault.</summary>
internal sealed class NoteKeysOption
{
    private const string LockContainer = "locks";

    private readonly Option<string?> folder = new("--key-folder") { Description = "The folder of the keys, as the setting Audit:KeyFolder names it." };
    private readonly Option<Uri?> vault = new("--vault-key") { Description = "The address of the key in Key Vault, as the setting Audit:VaultKey has it." };

    public void AddTo(Command command)
    {
        command.Add(folder);
        command.Add(vault);
        command.Validators.Add(result =>
        {
            if (result.GetValue(folder) is null == result.GetValue(vault) is null)
                result.AddError("Give --key-folder or --vault-key: where the keys are.");
        });
    }

    /// <summary>The keys.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="blobs">The account of the host, in which those who sign wait for each other; null to read only.</param>
    public INoteKeyStore Open(ParseResult parsed, BlobServiceClient? blobs)
    {
        if (parsed.GetValue(vault) is not { } key)
        {
            var path = parsed.GetValue(folder)!;
            return Directory.Exists(path)
                ? new KeyFolder(path, TimeProvider.System)
                : throw new CommandException($"'{path}' does not exist: give the folder of the keys.", ExitCode.Usage);
        }

        if (!VaultKeys.IsKeyAddress(key))
            throw new CommandException($"--vault-key: '{key}' is not the address of a key, as https://NAME.vault.azure.net/keys/KEY.", ExitCode.Usage);
        var (address, name, identity) = (VaultKeys.VaultOf(key), VaultKeys.NameOf(key), new DefaultAzureCredential());
        var gate = blobs is null ? null : new BlobGate(blobs.GetBlobContainerClient(LockContainer).GetBlobClient(name), TimeProvider.System);
        return new VaultNoteKeys(new VaultKeys(address, identity), new SecretClient(address, identity), name, gate);
    }
}
