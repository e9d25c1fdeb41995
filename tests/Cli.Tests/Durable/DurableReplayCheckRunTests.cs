using Serverless.Cli.Durable;

namespace Serverless.Cli.Tests.Durable;

public sealed class DurableReplayCheckRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("replay-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task RunAsync_FolderWithoutJournal_EndsWithTheHostsCodeAndLeavesNothing()
    {
        Assert.Equal(ExitCode.Failure, await DurableReplayCheckRun.RunAsync(folder, ProductPaths.FunctionsHost, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("no-such-folder", null)]
    [InlineData(null, "no-such-host.dll")]
    public async Task RunAsync_WhatDoesNotExist_IsNamed(string? journal, string? host)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => DurableReplayCheckRun.RunAsync(
            journal is null ? folder : Path.Combine(folder, journal), host ?? ProductPaths.FunctionsHost, TestContext.Current.CancellationToken));
        Assert.Contains(journal ?? host!, error.Message, StringComparison.Ordinal);
    }
}
