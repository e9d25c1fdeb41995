using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.DurableKillTarget;

// load FOLDER ROUND: works until it is killed. finish FOLDER RAISED: brings everything to its end; RAISED lists whose event was acknowledged.
if (args is not [var mode and ("load" or "finish"), var folder, var detail])
    return 2;

var services = new ServiceCollection();
services.AddDurableTaskWorker(builder => builder.AddTasks(Load.AddTasks));
services.AddDurableTaskClient(_ => { });
services.Configure<EmbeddedEngineOptions>(options =>
{
    options.JournalFolder = folder;
    options.SegmentBytes = 128 * 1024;
    options.ThrowStatusExceptionsOnRaiseEvent = false;
});
await using var provider = services.BuildServiceProvider();
Report.Line("opening");
foreach (var service in provider.GetServices<IHostedService>())
    await service.StartAsync(default);
Report.Line("opened");

var client = provider.GetRequiredService<DurableTaskClient>();
if (mode == "load")
    await Load.RunAsync(client, detail);
else
    await Load.FinishAsync(client, File.ReadLines(detail).ToHashSet(StringComparer.Ordinal));
foreach (var service in provider.GetServices<IHostedService>())
    await service.StopAsync(default);
return 0;
