using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using Microsoft.Data.Sqlite;

namespace Serverless.Infra.LocalStorage;

/// <summary>Containers and block blobs that are written in one request.</summary>
internal sealed class BlobRequests(StorageFile file) : IStorageRequests
{
    private const string Metadata = "x-ms-meta-";
    private const string NoMetadata = "{}";
    private const string BlobFacts = "SELECT name, version, created, type, encoding, metadata, coalesce(unpacked, length(content)), unpacked NOTNULL";
    private const string WholeBlob = BlobFacts + ", content";

    // Changed where the file is read or changed, so in turn with these.
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    public StorageReply Answer(StorageRequest request)
    {
        var (container, name) = request.Path.Split('/', 2) is [var first, var rest] ? (first, rest) : (request.Path, "");
        return (request.Method, name, request.Query("restype"), request.Query("comp")) switch
        {
            ("GET", "", "service", "properties") => Xml(xml => xml.WriteElementString("StorageServiceProperties", "")),
            ("PUT", "", "container", null) => CreateContainer(container),
            ("GET" or "HEAD", "", "container", null) => Stamp(new StorageReply(200), ContainerVersion(container)),
            ("DELETE", "", "container", null) => DeleteContainer(container),
            ("GET", "", "container", "list") => List(request, container),
            ("PUT", not "", null, null) when request.Header("x-ms-blob-type") == "BlockBlob" => Put(request, container, name),
            ("GET" or "HEAD", not "", null, null) => Get(request, container, name),
            ("DELETE", not "", null, null) => Delete(request, container, name),
            _ => throw StorageFault.NotBuilt(request),
        };
    }

    public StorageReply Refuse(StorageFault fault) => Xml(
        xml =>
        {
            xml.WriteStartElement("Error");
            xml.WriteElementString("Code", fault.Code);
            xml.WriteElementString("Message", fault.Message);
            xml.WriteEndElement();
        },
        fault.Status).With("x-ms-error-code", fault.Code);

    private StorageReply CreateContainer(string container) => file.Together(() =>
    {
        var version = file.NextVersion();
        return file.Change("INSERT INTO containers VALUES ($1, $2) ON CONFLICT DO NOTHING", container, version) == 1
            ? Stamp(new StorageReply(201), version)
            : throw new StorageFault(409, "ContainerAlreadyExists", "The specified container already exists.");
    });

    private StorageReply DeleteContainer(string container) => file.Together(() =>
    {
        ContainerVersion(container);
        known.TryRemove(container, out _);
        file.Change("DELETE FROM blobs WHERE container = $1", container);
        file.Change("DELETE FROM containers WHERE name = $1", container);
        return new StorageReply(202);
    });

    private StorageReply Put(StorageRequest request, string container, string name)
    {
        // Others wait for nothing that can be done without the file.
        var packed = PackedContent.Pack(request.Body);
        var type = request.Header("x-ms-blob-content-type") ?? request.Header("Content-Type") ?? "application/octet-stream";
        var encoding = request.Header("x-ms-blob-content-encoding") ?? "";
        var metadata = request.HeadersOf(Metadata) is { Count: > 0 } some ? JsonSerializer.Serialize(some) : NoMetadata;
        var version = file.Alone(() =>
        {
            ThrowIfNoContainer(container);
            var stored = Find(container, name);
            if (request.Header("If-None-Match") == "*" && stored is not null)
                throw new StorageFault(409, "BlobAlreadyExists", "The specified blob already exists.");
            Conditions.Check(request, stored?.Version);
            var version = file.NextVersion();
            file.Change(
                "INSERT OR REPLACE INTO blobs VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                container,
                name,
                version,
                stored?.Created ?? version,
                type,
                encoding,
                metadata,
                packed ?? request.Body,
                packed is null ? DBNull.Value : request.Body.LongLength);
            return version;
        });
        return Stamp(new StorageReply(201), version).With("x-ms-request-server-encrypted", "true");
    }

    private StorageReply Get(StorageRequest request, string container, string name)
    {
        ThrowIfNoContainer(container);
        var isWhole = request.Method == "GET" && RangeOf(request) is null && request.Header("If-None-Match") is null;
        var blob = Find(container, name, isWhole ? WholeBlob : BlobFacts) ?? throw NoBlob();
        if (Conditions.IsUnchanged(request, blob.Version))
            return Stamp(new StorageReply(304), blob.Version).With("x-ms-error-code", "ConditionNotMet");
        Conditions.Check(request, blob.Version);
        var (offset, length, isPart) = Range(request, blob.Length);
        var reply = new StorageReply(isPart ? 206 : 200) { Body = request.Method == "HEAD" ? [] : Content(container, blob, offset, length) };
        reply.With("Content-Type", blob.Type).With("Accept-Ranges", "bytes").With("x-ms-blob-type", "BlockBlob")
            .WithTime("x-ms-creation-time", blob.Created);
        if (request.Method == "HEAD")
            reply.With("Content-Length", blob.Length.ToString(CultureInfo.InvariantCulture));
        if (blob.Encoding.Length > 0)
            reply.With("Content-Encoding", blob.Encoding);
        if (isPart)
            reply.With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {offset}-{offset + length - 1}/{blob.Length}"));
        foreach (var (key, value) in blob.Metadata)
            reply.With(Metadata + key, value);
        return Stamp(reply, blob.Version);
    }

    private StorageReply Delete(StorageRequest request, string container, string name) => file.Alone(() =>
    {
        ThrowIfNoContainer(container);
        var blob = Find(container, name) ?? throw NoBlob();
        Conditions.Check(request, blob.Version);
        file.Change("DELETE FROM blobs WHERE container = $1 AND name = $2", container, name);
        return new StorageReply(202);
    });

    private StorageReply List(StorageRequest request, string container)
    {
        const int MostPerPage = 5000;
        ThrowIfNoContainer(container);
        if (request.Query("delimiter") is not null)
            throw StorageFault.NotBuilt(request);
        var prefix = request.Query("prefix") ?? "";
        var size = int.TryParse(request.Query("maxresults"), CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, MostPerPage) : MostPerPage;
        var blobs = file.Read(
            BlobFacts + " FROM blobs WHERE container = $1 AND name >= $2 AND name >= $3 AND name < $4 ORDER BY name LIMIT $5",
            StoredBlob.Read,
            container,
            prefix,
            request.Query("marker") ?? "",
            prefix + TableFilter.AfterAll,
            size + 1);
        var withMetadata = request.Query("include")?.Contains("metadata", StringComparison.OrdinalIgnoreCase) ?? false;
        return Xml(xml =>
        {
            xml.WriteStartElement("EnumerationResults");
            xml.WriteAttributeString("ContainerName", container);
            xml.WriteStartElement("Blobs");
            foreach (var blob in blobs.Take(size))
                blob.WriteTo(xml, withMetadata);
            xml.WriteEndElement();
            xml.WriteElementString("NextMarker", blobs.Count > size ? blobs[size].Name : "");
            xml.WriteEndElement();
        });
    }

    private StoredBlob? Find(string container, string name, string columns = BlobFacts) =>
        file.Read(columns + " FROM blobs WHERE container = $1 AND name = $2", StoredBlob.Read, container, name).SingleOrDefault();

    private byte[] Content(string container, StoredBlob blob, long offset, long length)
    {
        if (length == 0)
            return []; // SQLite gives null for none
        if (blob.Content is { } whole && !blob.IsPacked)
            return whole;
        if (blob.IsPacked)
        {
            var content = PackedContent.Unpack(blob.Content ?? Bytes("SELECT content FROM blobs WHERE container = $1 AND name = $2"), blob.Length);
            return length == blob.Length ? content : content.AsSpan((int)offset, (int)length).ToArray();
        }

        // SQLite counts bytes of a blob from 1.
        return Bytes("SELECT substr(content, $3, $4) FROM blobs WHERE container = $1 AND name = $2", offset + 1, length);

        byte[] Bytes(string sql, params object[] range) => file.Read(sql, row => (byte[])row.GetValue(0), [container, blob.Name, .. range]).Single();
    }

    private long ContainerVersion(string container) =>
        file.Read("SELECT version FROM containers WHERE name = $1", row => row.GetInt64(0), container) is [var version] ? version : throw NoContainer();

    private void ThrowIfNoContainer(string container)
    {
        if (!known.ContainsKey(container) && file.Read("SELECT 1 FROM containers WHERE name = $1", _ => known[container] = true, container).Count == 0)
            throw NoContainer();
    }

    private static (long Offset, long Length, bool IsPart) Range(StorageRequest request, long length)
    {
        if (RangeOf(request) is not { } range)
            return (0, length, false);
        var bounds = range["bytes=".Length..].Split('-');
        var first = long.Parse(bounds[0], CultureInfo.InvariantCulture);
        var last = bounds[1].Length == 0 ? length - 1 : Math.Min(long.Parse(bounds[1], CultureInfo.InvariantCulture), length - 1);
        return first < length
            ? (first, last - first + 1, true)
            : throw new StorageFault(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");
    }

    private static string? RangeOf(StorageRequest request) => request.Header("x-ms-range") ?? request.Header("Range");

    private static StorageFault NoContainer() => new(404, "ContainerNotFound", "The specified container does not exist.");

    private static StorageFault NoBlob() => new(404, "BlobNotFound", "The specified blob does not exist.");

    private static StorageReply Stamp(StorageReply reply, long version) => reply.With("ETag", Conditions.ETag(version)).WithTime("Last-Modified", version);

    private static StorageReply Xml(Action<XmlWriter> write, int status = 200)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes))
            write(xml);
        return new StorageReply(status) { Body = bytes.ToArray() }.With("Content-Type", "application/xml");
    }

    /// <summary>A blob; its content, as it is kept, only where it was asked for with the rest.</summary>
    private sealed record StoredBlob(string Name, long Version, long Created, string Type, string Encoding, Dictionary<string, string> Metadata, long Length, bool IsPacked, byte[]? Content)
    {
        private static readonly Dictionary<string, string> None = [];

        public static StoredBlob Read(SqliteDataReader row) => new(
            row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5) is var metadata && metadata == NoMetadata ? None : JsonSerializer.Deserialize<Dictionary<string, string>>(metadata)!, row.GetInt64(6), row.GetBoolean(7), row.FieldCount > 8 ? row.GetValue(8) as byte[] : null);

        public void WriteTo(XmlWriter xml, bool withMetadata)
        {
            xml.WriteStartElement("Blob");
            xml.WriteElementString("Name", Name);
            xml.WriteStartElement("Properties");
            xml.WriteElementString("Creation-Time", Time(Created));
            xml.WriteElementString("Last-Modified", Time(Version));
            xml.WriteElementString("Etag", Conditions.ETag(Version));
            xml.WriteElementString("Content-Length", Length.ToString(CultureInfo.InvariantCulture));
            xml.WriteElementString("Content-Type", Type);
            xml.WriteElementString("BlobType", "BlockBlob");
            xml.WriteEndElement();
            if (withMetadata)
            {
                xml.WriteStartElement("Metadata");
                foreach (var (key, value) in Metadata)
                    xml.WriteElementString(key, value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        private static string Time(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("R", CultureInfo.InvariantCulture);
    }
}
