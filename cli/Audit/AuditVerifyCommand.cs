using System.CommandLine;
using Serverless.Infra.Audit;
using Serverless.Infra.Development;

namespace Serverless.Cli.Audit;

/// <summary><c>audit verify</c>: re-reads and re-hashes every entry, exit code 4 when something is wrong.</summary>
internal static class AuditVerifyCommand
{
    public static Command Create()
    {
        var storage = new Option<string?>("--storage") { Description = "Connection string of the storage account; default: the setting AzureWebJobsStorage, else a local Azurite." };
        var blobPort = new Option<int?>("--blob-port") { Description = "Blob port of an Azurite on this machine, as the demo prints it." };
        var origin = new Option<string>("--origin") { Description = "Name of the log that the entries must belong to.", DefaultValueFactory = _ => BlobAuditLog.DefaultOrigin };
        var json = new Option<bool>("--json") { Description = "Print the verdict as one JSON document." };
        var command = new Command("verify", "Re-read every byte of the audit trail and check its chain.") { storage, blobPort, origin, json };
        command.SetAction((parsed, cancellation) => AuditVerifyRun.RunAsync(
            Resolve(parsed.GetValue(storage), parsed.GetValue(blobPort)), parsed.GetValue(origin)!, parsed.GetValue(json), cancellation));
        return command;
    }

    private static string Resolve(string? storage, int? blobPort)
    {
        if (storage is not null && blobPort is not null)
            throw new CommandException("Give --storage or --blob-port, not both.", ExitCode.Usage);
        return storage
            ?? (blobPort is { } port ? AzuriteServer.BlobConnectionString(port) : null)
            ?? Environment.GetEnvironmentVariable("AzureWebJobsStorage")
            ?? "UseDevelopmentStorage=true";
    }
}
