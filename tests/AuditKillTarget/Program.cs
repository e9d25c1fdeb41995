using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.AuditKillTarget;
using Serverless.DurableKillTarget;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Keys;

// CONNECTION KEYS NAME WRITERS ENTRIES: each of the writers appends so many entries, and says what was acknowledged; the first one has the log
// signed now and then.
if (args is not [var connection, var keys, var name, var writers, var entries])
    return 2;

var (blobs, tables) = (new BlobServiceClient(connection), new TableServiceClient(connection));
using var log = BlobAuditLog.Open(blobs, tables);
var sealer = new TrailSealer(new BlobTrail(blobs), new KeyFolder(keys, TimeProvider.System), witnessKeys: null, log.Origin);
Report.Line("ready");
await Console.In.ReadLineAsync();
var count = int.Parse(entries, CultureInfo.InvariantCulture);
await Task.WhenAll(Enumerable.Range(0, int.Parse(writers, CultureInfo.InvariantCulture)).Select(writer => new Writer(log, sealer, name, writer).RunAsync(count)));
return 0;
