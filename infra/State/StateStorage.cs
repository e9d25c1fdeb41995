using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Infra.Audit;
using Serverless.Infra.Experiments;

namespace Serverless.Infra.State;

/// <summary>The tables and containers of sections State and Audit.</summary>
public static class StateStorage
{
    /// <summary>Creates what is missing; for the start of a host.</summary>
    /// <param name="tables">The account's tables.</param>
    /// <param name="blobs">The account's blobs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="trail">The audit trail; null for one in the same account.</param>
    public static Task CreateAsync(TableServiceClient tables, BlobServiceClient blobs, CancellationToken cancellationToken, BlobTrail? trail = null)
    {
        string[] tableNames =
        [
            AlertTable.TableName,
            BacktestTable.TableName,
            CorrelationTable.TableName,
            CycleTable.TableName,
            DeploymentTable.TableName,
            ExperimentTable.TableName,
            HealthTable.TableName,
            OptimizationTable.TableName,
            RegimeTable.TableName,
            ScorecardTable.TableName,
            StrategyTable.TableName,
            TableAuditIndex.TableName,
            TrialTable.TableName,
        ];
        string[] containerNames = [RunStore.ContainerName];
        return Task.WhenAll(
        [
            .. tableNames.Select(name => (Task)tables.CreateTableIfNotExistsAsync(name, cancellationToken)),
            (trail ?? new BlobTrail(blobs)).CreateAsync(cancellationToken),
            .. containerNames.Select(name => (Task)blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        ]);
    }
}
