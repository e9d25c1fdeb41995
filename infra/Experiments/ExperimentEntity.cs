using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Infra.Keys;
using Serverless.Infra.Storage;

namespace Serverless.Infra.Experiments;

/// <summary>Records as rows: what is short as columns, the rest, with all parameters, sealed as JSON in pieces that a column can hold.</summary>
internal static class ExperimentEntity
{
    // A text column holds 32 Ki characters of UTF-16, a row 1 MiB of everything.
    private const int PieceLength = 30_000;
    private const int MostPieces = 15;
    private const string DetailsColumn = "Details";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web); // escapes all that is not ASCII: any cut is between characters

    /// <exception cref="InvalidDataException">The record has more than a row can hold.</exception>
    public static async ValueTask<TableEntity> WriteAsync(
        ContentProtection protection, ExperimentRecord record, string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(partitionKey, rowKey)
            .With(nameof(record.Id), record.Id)
            .With(nameof(record.Name), record.Name)
            .With(nameof(record.Kind), record.Kind.ToString())
            .With(nameof(record.Status), record.Status.ToString())
            .With(nameof(record.Error), record.Error is { Length: > PieceLength } error ? error[..PieceLength] : record.Error)
            .With(nameof(record.RecordedAt), record.RecordedAt)
            .With(nameof(record.LastRunAt), record.LastRunAt)
            .With(nameof(record.Runs), record.Runs)
            .With(nameof(record.ConfigurationHash), record.ConfigurationHash)
            .With(nameof(record.DataHash), record.DataHash)
            .With(nameof(record.CodeVersion), record.CodeVersion)
            .With(nameof(record.ResultHash), record.ResultHash);
        var json = JsonSerializer.Serialize(new Details(record.Models, record.Data, record.Parameters, record.Metrics, record.Artefacts), Json);
        var details = await protection.SealTextAsync(IdentityOf(partitionKey, rowKey), json, cancellationToken);
        if (details.Length > PieceLength * MostPieces)
        {
            throw new InvalidDataException(
                $"'{record.Id}' has {details.Length} characters of parameters, metrics and artefacts; a row holds {PieceLength * MostPieces}. Its tables are stored; record it in a folder.");
        }

        for (var piece = 0; piece * PieceLength < details.Length; piece++)
            entity[ColumnOf(piece)] = details.Substring(piece * PieceLength, Math.Min(PieceLength, details.Length - (piece * PieceLength)));
        return entity;
    }

    public static async ValueTask<ExperimentRecord> ReadAsync(ContentProtection protection, TableEntity entity, CancellationToken cancellationToken)
    {
        var text = string.Concat(Enumerable.Range(0, MostPieces).Select(piece => entity.GetString(ColumnOf(piece))));
        var opened = await protection.OpenTextAsync(IdentityOf(entity.PartitionKey, entity.RowKey), text, cancellationToken);
        var details = JsonSerializer.Deserialize<Details>(opened, Json)
            ?? throw new InvalidDataException($"Row '{entity.PartitionKey}' / '{entity.RowKey}' has no details.");
        return new ExperimentRecord
        {
            Id = entity.Required<string>(nameof(ExperimentRecord.Id)),
            Name = entity.Required<string>(nameof(ExperimentRecord.Name)),
            Kind = Enum.Parse<ExperimentKind>(entity.Required<string>(nameof(ExperimentRecord.Kind))),
            Status = Enum.Parse<ExperimentStatus>(entity.Required<string>(nameof(ExperimentRecord.Status))),
            Error = entity.GetString(nameof(ExperimentRecord.Error)),
            RecordedAt = entity.Required<DateTimeOffset>(nameof(ExperimentRecord.RecordedAt)),
            LastRunAt = entity.Required<DateTimeOffset>(nameof(ExperimentRecord.LastRunAt)),
            Runs = entity.Required<int>(nameof(ExperimentRecord.Runs)),
            ConfigurationHash = entity.Required<string>(nameof(ExperimentRecord.ConfigurationHash)),
            DataHash = entity.Required<string>(nameof(ExperimentRecord.DataHash)),
            CodeVersion = entity.Required<string>(nameof(ExperimentRecord.CodeVersion)),
            ResultHash = entity.Required<string>(nameof(ExperimentRecord.ResultHash)),
            Models = details.Models,
            Data = details.Data,
            Parameters = details.Parameters.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Metrics = details.Metrics.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Artefacts = details.Artefacts,
        };
    }

    private static string IdentityOf(string partitionKey, string rowKey) => $"{ExperimentTable.TableName}/{partitionKey}/{rowKey}";

    private static string ColumnOf(int piece) => piece == 0 ? DetailsColumn : DetailsColumn + piece.ToString(CultureInfo.InvariantCulture);

    private sealed record Details(
        IReadOnlyList<ExperimentModel> Models,
        IReadOnlyList<ExperimentData> Data,
        IReadOnlyDictionary<string, string> Parameters,
        IReadOnlyDictionary<string, double> Metrics,
        IReadOnlyList<ExperimentArtefact> Artefacts);
}
