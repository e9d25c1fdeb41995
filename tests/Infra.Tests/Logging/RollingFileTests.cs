using System.Text;
using Serverless.Infra.Logging;

namespace Serverless.Infra.Tests.Logging;

public sealed class RollingFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(DateTime.UtcNow.Date.AddHours(12), TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("rolling-").FullName;
    private readonly List<string> complaints = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_BeyondTheSize_PutsTheFileAsideAndKeepsTheNewest()
    {
        using (var file = Create(maxBytes: 20, retained: 2))
        {
            for (var i = 0; i < 10; i++)
                file.Write(Line($"line {i}"), Noon); // 7 bytes: two in a file
        }

        Assert.Equal(
            [$"trades-{Noon:yyyyMMdd}-0003.log", $"trades-{Noon:yyyyMMdd}-0004.log", "trades.log"], Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order());
        Assert.Equal("line 8\nline 9\n", File.ReadAllText(In("trades.log")));
        Assert.Equal("line 6\nline 7\n", File.ReadAllText(In($"trades-{Noon:yyyyMMdd}-0004.log")));
        Assert.Empty(complaints);
    }

    [Fact]
    public void Write_OnAnotherDay_BeginsAnotherFile()
    {
        using (var file = Create())
        {
            file.Write(Line("today"), Noon);
            file.Write(Line("still"), Noon.AddHours(11));
            file.Write(Line("tomorrow"), Noon.AddHours(13));
        }

        Assert.Equal("tomorrow\n", File.ReadAllText(In("trades.log")));
        Assert.Equal("today\nstill\n", File.ReadAllText(In($"trades-{Noon:yyyyMMdd}-0001.log")));
    }

    [Fact]
    public void Write_FileOfBefore_IsGoneOnWithAndItsTornLineEnded()
    {
        File.WriteAllText(In("trades.log"), "whole\nto");
        File.SetLastWriteTimeUtc(In("trades.log"), Noon.UtcDateTime);

        using (var file = Create())
            file.Write(Line("next"), Noon);

        Assert.Equal("whole\nto\nnext\n", File.ReadAllText(In("trades.log")));
    }

    [Fact]
    public void Write_DiskFull_SaysSoOnceCountsAndGoesOnWhenThereIsRoom()
    {
        var room = 12;
        using (var file = Create(open: path => new SmallDisk(path, () => room)))
        {
            file.Write(Line("first"), Noon);
            file.Write(Line("too long"), Noon.AddSeconds(1));
            Assert.Single(complaints, complaint => complaint.Contains("no room", StringComparison.Ordinal));
            file.Write(Line("lost"), Noon.AddSeconds(2));
            file.Write(Line("still full"), Noon.AddSeconds(40));
            Assert.Single(complaints);
            room = 1000;
            file.Write(Line("lost too"), Noon.AddSeconds(50));
            file.Write(Line("back"), Noon.AddSeconds(80));
        }

        Assert.Equal("first\nback\n", File.ReadAllText(In("trades.log")));
        Assert.Equal(2, complaints.Count);
        Assert.Contains("4 lines are lost", complaints[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FolderThatCannotBe_LosesLinesAndNothingElse()
    {
        File.WriteAllText(In("taken"), "");
        using var file = new RollingFile(Path.Combine(In("taken"), "logs"), "trades", 100, 1, complaints.Add);

        file.Write(Line("lost"), Noon);

        Assert.Single(complaints);
    }

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");

    private string In(string name) => Path.Combine(folder, name);

    private RollingFile Create(long maxBytes = 1000, int retained = 5, Func<string, Stream>? open = null) => new(folder, "trades", maxBytes, retained, complaints.Add, open);

    // Takes what there is room for, then refuses, as a full disk does.
    private sealed class SmallDisk(string path, Func<int> room) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 0)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var left = Math.Max(0, room() - (int)Length);
            base.Write(buffer[..Math.Min(left, buffer.Length)]);
            if (left < buffer.Length)
                throw new IOException("There is no room on the disk.");
        }
    }
}
