using Azure;
using Azure.Identity;

namespace Serverless.Infra.Keys.Vault;

/// <summary>Key Vault did not do what it was asked for; the message names vault, key and what to do.</summary>
public sealed class VaultException(string message, Exception? innerException = null) : InvalidOperationException(message, innerException)
{
    /// <summary>Whether a call ended without any answer of the vault: nobody there, on any attempt, or no token to ask with.</summary>
    internal static bool IsNoAnswer(Exception error, CancellationToken cancellationToken) =>
        error is AggregateException or AuthenticationFailedException or HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>What it means that there was no answer.</summary>
    internal static VaultException Unreachable(Exception error, Uri vault, string what) => new(
        $"Key Vault {vault} cannot be reached, so that it did not {what}: {error.Message.Split('\n')[0].TrimEnd()} Look at the network, the vault's firewall and the identity; what waits is done with the next run.", error);

    /// <summary>What a failed request means.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="vault">The vault.</param>
    /// <param name="what">What was asked for, as <c>sign with key 'audit-log'</c>.</param>
    /// <param name="role">The role that may.</param>
    internal static VaultException Of(RequestFailedException error, Uri vault, string what, string role)
    {
        var advice = error.Status switch
        {
            401 => "The identity's token was not accepted: check its tenant, and the clock of this machine.",
            403 when error.ErrorCode == "KeyDisabled" || error.Message.Contains("disabled", StringComparison.OrdinalIgnoreCase) =>
                "The key is disabled or out of its time. If it was revoked, rotate to another; if by mistake, enable it.",
            403 => $"Give the identity that runs this the role '{role}' on that key or vault, and look whether the vault's firewall lets this network in.",
            404 => "It is not there. The deployment creates it (infra/azure); if it was deleted, recover it: purge protection keeps it for 90 days.",
            429 => "The vault is busy, also after several attempts. What is waiting is done with the next run.",
            _ => "Try again; if it goes on, look at the vault's health in Azure.",
        };
        return new VaultException($"Key Vault {vault} did not {what} ({error.Status} {error.ErrorCode}). {advice}", error);
    }
}
