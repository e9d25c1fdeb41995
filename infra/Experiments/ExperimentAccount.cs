using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Keys;
using Serverless.Infra.Runs;
using Serverless.Infra.State;

namespace Serverless.Infra.Experiments;

/// <summary>The catalogue of a storage account: records in a table, the files of runs as blobs, stored once however many experiments name them.</summary>
/// <param name="table">The records.</param>
/// <param name="runs">The files.</param>
public sealed class ExperimentAccount(ExperimentTable table, RunStore runs) : IExperimentCatalogue
{
    /// <summary>The catalogue of an account; table and container are made where they are missing.</summary>
    public static async Task<ExperimentAccount> OpenAsync(
        TableServiceClient tables, BlobServiceClient blobs, ContentProtection protection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(blobs);
        var container = blobs.GetBlobContainerClient(RunStore.ContainerName);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await tables.CreateTableIfNotExistsAsync(ExperimentTable.TableName, cancellationToken);
        return new ExperimentAccount(new ExperimentTable(tables.GetTableClient(ExperimentTable.TableName), protection), new RunStore(container, protection));
    }

    /// <inheritdoc/>
    public async Task<ExperimentRecord> RecordAsync(string name, RunFiles run, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var record = RunSummaryReader.Read(run.Files[^1].Bytes, name, at, file => $"{RunStore.ContainerName}/{run.RunId}/{file}");
        await run.SaveAsync(runs, cancellationToken);
        return await table.RecordAsync(await WithPageAsync(record, run, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExperimentRecord>> ListAsync(ExperimentQuery query, CancellationToken cancellationToken) => table.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExperimentRecord>> FindAsync(string idPrefix, CancellationToken cancellationToken) => table.FindAsync(idPrefix, cancellationToken);

    /// <inheritdoc/>
    public async Task<JsonNode> SummaryAsync(ExperimentRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return JsonNode.Parse(await runs.GetAsync($"{record.Id}/{RunFiles.SummaryName}", cancellationToken))!;
    }

    private async Task<ExperimentRecord> WithPageAsync(ExperimentRecord record, RunFiles run, CancellationToken cancellationToken)
    {
        var name = $"{run.RunId}/{RunPage.Name}";
        var hash = await StoredHashAsync(name, cancellationToken);
        if (hash is null && await RunPage.MakeAsync(run, cancellationToken) is { } page)
            hash = (await runs.PutOnceAsync(name, page, cancellationToken)).Sha256;
        return hash is null ? record : RunPage.AddTo(record, new ExperimentArtefact(RunPage.Name, $"{RunStore.ContainerName}/{name}", hash));
    }

    private async Task<string?> StoredHashAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return AuditHash.OfContent(await runs.GetAsync(name, cancellationToken));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
