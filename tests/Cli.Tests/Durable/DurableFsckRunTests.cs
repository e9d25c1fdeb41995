using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Embedded.Fsck;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Cli.Durable;

namespace Serverless.Cli.Tests.Durable;

public sealed class DurableFsckRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fsck-").FullName;

    private string Journal => Path.Combine(folder, "journal");

    private string Saved => Path.Combine(folder, "saved");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Run_Intact_ThenDamaged_ThenSalvaged_EndsWithTheCodeForEach()
    {
        await WriteAsync(orchestrations: 8);
        Assert.Equal(ExitCode.Success, DurableFsckRun.Run(Journal, salvage: null, json: false));

        var file = Directory.GetFiles(Journal, "journal-*.log")[0];
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.VerificationFailed, DurableFsckRun.Run(Journal, salvage: null, json: true));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));

        Assert.Equal(ExitCode.VerificationFailed, DurableFsckRun.Run(Journal, Saved, json: false));
        Assert.Equal(ExitCode.Success, DurableFsckRun.Run(Saved, salvage: null, json: true));
        using var saved = new DiskFolder(Saved);
        Assert.InRange(JournalCheck.Run(saved).Orchestrations.Values.Sum(), 1, 8);
    }

    [Fact]
    public async Task Run_SalvageIntoAFolderWithFiles_IsAUsageError()
    {
        await WriteAsync(orchestrations: 1);
        var error = Assert.Throws<CommandException>(() => DurableFsckRun.Run(Journal, Journal, json: false));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public void Run_NoSuchFolder_FailsAndCreatesNone()
    {
        var error = Assert.Throws<CommandException>(() => DurableFsckRun.Run(Journal, null, json: false));
        Assert.Contains(Journal, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Journal));
    }

    [Fact]
    public void Run_JournalInUse_NamesTheHolder()
    {
        using var held = new DiskFolder(Journal);
        var error = Assert.Throws<CommandException>(() => DurableFsckRun.Run(Journal, null, json: false));
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_JournalOfALaterFormat_FailsInsteadOfOfferingToSave()
    {
        Directory.CreateDirectory(Journal);
        File.WriteAllBytes(Path.Combine(Journal, "journal-00000001.log"), JournalFormat.SegmentHeader(1, JournalFormat.FormatNumber + 1));
        var error = Assert.Throws<CommandException>(() => DurableFsckRun.Run(Journal, Saved, json: false));
        Assert.Contains("format 2", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Saved));
    }

    private async Task WriteAsync(int orchestrations)
    {
        var services = new ServiceCollection();
        services.AddDurableTaskWorker(builder => builder.AddTasks(tasks => tasks
            .AddOrchestratorFunc<string, string>("Echo", (context, text) => context.CallActivityAsync<string>("Echo", text))
            .AddActivityFunc<string, string>("Echo", (_, text) => text)));
        services.AddDurableTaskClient(_ => { });
        services.Configure<EmbeddedEngineOptions>(options => options.JournalFolder = Journal);
        await using var provider = services.BuildServiceProvider();
        var worker = provider.GetServices<IHostedService>().Single();
        await worker.StartAsync(TestContext.Current.CancellationToken);
        var client = provider.GetRequiredService<DurableTaskClient>();
        for (var i = 0; i < orchestrations; i++)
        {
            var id = await client.ScheduleNewOrchestrationInstanceAsync("Echo", $"{i}");
            await client.WaitForInstanceCompletionAsync(id, TestContext.Current.CancellationToken);
        }

        await worker.StopAsync(TestContext.Current.CancellationToken);
    }
}
