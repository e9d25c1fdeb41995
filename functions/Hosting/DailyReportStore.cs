using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.Audit;
using Serverless.Core.Reporting.Daily;
using Serverless.Core.Reporting.Writing;

namespace Serverless.Functions.Hosting;

/// <summary>Daily reports in blob container <c>reports</c>: a page and the same figures as JSON for each day.</summary>
public sealed class DailyReportStore(BlobServiceClient blobs)
{
    /// <summary>Name of the container.</summary>
    public const string ContainerName = "reports";

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerName);

    /// <summary>Stores a report unless the day has one: the page first, then the figures, which count.</summary>
    /// <returns>SHA-256 of the figures that are stored now.</returns>
    public async Task<string> PutOnceAsync(DailyReportInput input, CancellationToken cancellation)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        if (await FindAsync(input.Day, asPage: false, cancellation) is { } present)
            return AuditHash.OfContent(present);
        var document = DailyReport.Of(input);
        await UploadAsync(input.Day, HtmlReport.Write(document), asPage: true, conditions: null, cancellation);
        var figures = JsonReport.Write(document);
        try
        {
            await UploadAsync(input.Day, figures, asPage: false, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellation);
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            figures = (await FindAsync(input.Day, asPage: false, cancellation))!;
        }

        return AuditHash.OfContent(figures);
    }

    /// <summary>The report of a day; null when there is none.</summary>
    public async Task<byte[]?> FindAsync(DateOnly day, bool asPage, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(BlobOf(day, asPage)).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A day as it stands in names and paths.</summary>
    public static string NameOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Media type of a form.</summary>
    public static string TypeOf(bool asPage) => asPage ? "text/html; charset=utf-8" : "application/json";

    private static string BlobOf(DateOnly day, bool asPage) => $"daily/{NameOf(day)}.{(asPage ? "html" : "json")}";

    private async Task UploadAsync(DateOnly day, byte[] content, bool asPage, BlobRequestConditions? conditions, CancellationToken cancellation) =>
        await container.GetBlobClient(BlobOf(day, asPage)).UploadAsync(
            BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = conditions, HttpHeaders = new BlobHttpHeaders { ContentType = TypeOf(asPage) } }, cancellation);
}
