using Azure.Core;

namespace Serverless.Infra.Keys.Vault;

/// <summary>How Key Vault is called: retries (429 and Retry-After among them), transport, diagnostics.</summary>
public sealed class VaultOptions : ClientOptions;
