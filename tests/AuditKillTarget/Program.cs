using System.Globalization;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.AuditKillTarget;
using Serverless.DurableKillTarget;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Keys;

// CONNECTION KEYS NAME WRITERS ENTRIES: each of the writers appends so many entries, and says what was acknowledged; the first one has the log
// signed now and then.
// seal CONNECTION KEYS SHARD WRITES: has the log of a shard signed, witnessed and packed, and dies after so many requests that write.
if (args is ["seal", var account, var folder, var shard, var writes])
{
    var options = new BlobClientOptions();
    options.AddPolicy(new DyingPolicy(int.Parse(writes, CultureInfo.InvariantCulture)), HttpPipelinePosition.PerRetry);
    var key = new KeyFolder(folder, TimeProvider.System);
    Report.Line("ready");
    await Console.In.ReadLineAsync();
    await new TrailSealer(new BlobTrail(new BlobServiceClient(account, options), shard: shard), key, key, BlobAuditLog.DefaultOrigin).SealAsync(CancellationToken.None);
    Report.Line("signed");
    return 0;
}

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
