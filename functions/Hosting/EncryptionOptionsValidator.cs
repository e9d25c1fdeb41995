using Microsoft.Extensions.Options;
using Serverless.Infra.Keys.Vault;

namespace Serverless.Functions.Hosting;

internal sealed class EncryptionOptionsValidator : IValidateOptions<EncryptionOptions>
{
    public ValidateOptionsResult Validate(string? name, EncryptionOptions options) => options switch
    {
        { VaultKey: not null, KeyFolder.Length: > 0 } => ValidateOptionsResult.Fail("Set 'Encryption:VaultKey' or 'Encryption:KeyFolder', not both."),
        { VaultKey: { } key } when !VaultKeys.IsKeyAddress(key) => ValidateOptionsResult.Fail(
            $"Encryption:VaultKey is '{key}'; give the address of a key without its version, as https://NAME.vault.azure.net/keys/KEY."),
        _ => ValidateOptionsResult.Success,
    };
}
