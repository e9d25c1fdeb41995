using Azure;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Spectre.Console;

namespace Serverless.Cli.Audit;

/// <summary>Verifies the log of one storage account and prints the verdict.</summary>
internal static class AuditVerifyRun
{
    // A person waits: an address at which nothing listens should be reported in a second or two.
    private static readonly BlobClientOptions Client = new() { Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(300) } };

    public static async Task<int> RunAsync(string connectionString, string origin, bool json, CancellationToken cancellation)
    {
        var container = new BlobServiceClient(connectionString, Client).GetBlobContainerClient(BlobAuditEntryStore.ContainerName);
        var verdict = await VerifyAsync(container, origin, cancellation);
        if (json)
        {
            Console.WriteLine(CommandJson.Serialize(
                new { verdict.IsIntact, verdict.Entries, verdict.HeadHash, Faults = verdict.Faults.Select(fault => new { fault.Index, fault.Code, fault.Message }) }));
        }
        else
        {
            Write(Consoles.Output, verdict);
        }

        return verdict.IsIntact ? ExitCode.Success : ExitCode.VerificationFailed;
    }

    private static async Task<AuditVerification> VerifyAsync(BlobContainerClient container, string origin, CancellationToken cancellation)
    {
        try
        {
            if (!await container.ExistsAsync(cancellation))
                throw new CommandException($"{container.Uri} does not exist: this storage account has no audit trail.");
            return await AuditVerifier.VerifyAsync(new BlobAuditEntryStore(container).ReadRangeAsync(0, cancellation), origin, cancellationToken: cancellation);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException or AuditStoreException)
        {
            throw new CommandException($"{container.Uri} cannot be read: {error.Message}", ExitCode.Unreachable, error);
        }
        catch (InvalidDataException error)
        {
            throw new CommandException(error.Message, ExitCode.VerificationFailed, error);
        }
    }

    private static void Write(IAnsiConsole console, AuditVerification verdict)
    {
        foreach (var fault in verdict.Faults)
            console.MarkupLineInterpolated($"[red]{fault.Code}[/] at {fault.Index}: {fault.Message}");
        var word = verdict.IsIntact ? "[green]intact[/]" : $"[red]{verdict.Faults.Count} faults[/]";
        console.MarkupLine($"{verdict.Entries} entries read and hashed: {word}");
        console.MarkupLineInterpolated($"head {verdict.HeadHash}");
        console.WriteLine("Entries cut off at the end show only against a head that was kept elsewhere: compare it with an earlier one.");
    }
}
