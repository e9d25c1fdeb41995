using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Serverless.Infra.LocalStorage;

/// <summary>Transactions: the parts of a request that are done all or not at all.</summary>
internal static class TableBatch
{
    private const string Boundary = "batchresponse_local";
    private const string Inner = "changesetresponse_local";
    private const int Most = 100;

    public static StorageReply Answer(
        StorageRequest request, Func<Func<List<StorageReply>>, List<StorageReply>> together, Func<TableWrite, StorageReply> write, Func<StorageFault, StorageReply> refuse)
    {
        var writes = Read(request);
        List<StorageReply> replies;
        try
        {
            _ = writes.Select((one, index) => At(index, () => one.Json)).ToList(); // before others have to wait
            replies = together(() => [.. writes.Select((one, index) => At(index, () => write(one)))]);
        }
        catch (StorageFault fault)
        {
            replies = [refuse(fault)];
        }

        var body = new StringBuilder($"--{Boundary}\r\nContent-Type: multipart/mixed; boundary={Inner}\r\n\r\n");
        foreach (var reply in replies)
        {
            body.Append(CultureInfo.InvariantCulture, $"--{Inner}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 {reply.Status} {(System.Net.HttpStatusCode)reply.Status}\r\n");
            foreach (var (name, value) in reply.Headers)
                body.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            body.Append("\r\n").Append(Encoding.UTF8.GetString(reply.Body)).Append("\r\n");
        }

        body.Append(CultureInfo.InvariantCulture, $"--{Inner}--\r\n--{Boundary}--\r\n");
        return new StorageReply(202) { Body = Encoding.UTF8.GetBytes(body.ToString()) }.With("Content-Type", $"multipart/mixed; boundary={Boundary}");
    }

    private static T At<T>(int index, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (StorageFault fault)
        {
            throw new StorageFault(fault.Status, fault.Code, string.Create(CultureInfo.InvariantCulture, $"{index}:{fault.Message}"));
        }
    }

    private static List<TableWrite> Read(StorageRequest request)
    {
        var writes = new List<TableWrite>();
        foreach (var changeSet in Parts(Encoding.UTF8.GetString(request.Body), request.Header("Content-Type")!))
        {
            var (headers, body) = Split(changeSet);
            foreach (var part in Parts(body, headers["Content-Type"]))
                writes.Add(ReadWrite(Split(part).Body));
        }

        if (writes.Count > Most)
            throw new StorageFault(400, "InvalidInput", $"The batch request contains more than {Most} operations.");
        if (writes.Where(write => write.Method != "POST").GroupBy(write => write.Address.AbsolutePath).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new StorageFault(400, "InvalidDuplicateRow", $"The batch request changes {twice.Key} more than once.");
        return writes;
    }

    private static TableWrite ReadWrite(string text)
    {
        var line = text[..text.IndexOf('\n', StringComparison.Ordinal)].Trim().Split(' ');
        var (headers, body) = Split(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        return new TableWrite(line[0], new Uri(line[1]), headers.GetValueOrDefault("If-Match"), Encoding.UTF8.GetBytes(body.Trim()));
    }

    private static IEnumerable<string> Parts(string body, string contentType)
    {
        var boundary = MediaTypeHeaderValue.Parse(contentType).Parameters.First(parameter => parameter.Name == "boundary").Value!.Trim('"');
        return body.Split("--" + boundary)[1..^1].Select(part => part.Trim('\r', '\n'));
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (at < text.Length)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
            var line = text[at..end].Trim();
            at = Math.Min(end + 1, text.Length);
            if (line.Length == 0)
                break;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return (headers, text[at..]);
    }
}
