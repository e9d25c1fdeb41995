using Microsoft.Extensions.Options;
using Serverless.Infra.Keys.Vault;

namespace Serverless.Functions.Hosting;

internal sealed class AuditOptionsValidator : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        foreach (var (setting, key, folder) in new[]
        {
            (nameof(options.VaultKey), options.VaultKey, options.KeyFolder),
            (nameof(options.WitnessVaultKey), options.WitnessVaultKey, options.WitnessKeyFolder),
        })
        {
            if (key is not null && !VaultKeys.IsKeyAddress(key))
                return ValidateOptionsResult.Fail($"Audit:{setting} is '{key}'; give the address of a key without its version, as https://NAME.vault.azure.net/keys/KEY.");
            if (key is not null && !string.IsNullOrEmpty(folder))
                return ValidateOptionsResult.Fail($"Audit:{setting} and a folder of keys are both set; a log has its keys in one place.");
        }

        return ValidateOptionsResult.Success;
    }
}
