using Microsoft.DurableTask.Embedded.Fsck;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests;

/// <summary>
/// Journals outlive the program that wrote them. The bytes of every kind of change are in a file of this project: if one of them
/// changes, the format needs a new number, and a file of its own here.
/// </summary>
public sealed class JournalFormatTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, $"journal-format-{JournalFormat.FormatNumber}.txt");

    [Fact]
    public void Bytes_AreThoseOfTheFormatNumber()
    {
        var received = Path.Combine(AppContext.BaseDirectory, "journal-format.received.txt");
        var actual = Lines().ToArray();
        File.WriteAllLines(received, actual);
        var golden = File.ReadAllLines(Golden);
        Assert.True(
            golden.SequenceEqual(actual),
            $"The bytes of the journal changed. Raise {nameof(JournalFormat)}.{nameof(JournalFormat.FormatNumber)} and copy {received} beside {Golden}.\n"
            + $"New: {string.Join("\n  ", actual.Except(golden))}\nGone: {string.Join("\n  ", golden.Except(actual))}");
    }

    [Fact]
    public void Read_GoldenBytes_GivesBackWhatWasWritten()
    {
        var payloads = File.ReadAllLines(Golden).Skip(2).Select(line => Convert.FromHexString(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        Assert.Equal(Lines().Skip(2), payloads.Select(payload => Line(ChangeCodec.ReadAll(payload, _ => JournalSamples.LongText).Single())));
    }

    [Fact]
    public void Samples_HoldEveryKind()
    {
        Assert.Equal(Kinds<JournalChange>(), JournalSamples.Changes().Select(change => change.GetType()).Distinct().OrderBy(type => type.Name));
        Assert.Equal(Kinds<HistoryRecord>(), JournalSamples.Records.Select(record => record.GetType()).Distinct().OrderBy(type => type.Name));
    }

    [Theory]
    [InlineData(2u, "a later version")]
    [InlineData(0u, "an earlier version")]
    public void Open_OtherFormat_IsRefusedWithFileAndNumberAndLeftAlone(uint format, string remedy)
    {
        foreach (var isLast in new[] { true, false })
        {
            var disk = new MemoryDisk();
            disk.Overwrite(1, JournalFormat.SegmentHeader(1, isLast ? JournalFormat.FormatNumber : format));
            disk.Overwrite(2, JournalFormat.SegmentHeader(2, isLast ? format : JournalFormat.FormatNumber));
            var error = Assert.Throws<InvalidDataException>(() => JournalCheck.Run(disk.Open()));
            Assert.Contains($"journal-0000000{(isLast ? 2 : 1)}.log has format {format};", error.Message, StringComparison.Ordinal);
            Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
            Assert.Empty(disk.Calls);
        }
    }

    [Fact]
    public async Task Start_JournalOfALaterFormat_IsRefused()
    {
        using var temp = new TempFolder();
        var file = Path.Combine(temp.Path, "journal-00000001.log");
        var bytes = JournalFormat.SegmentHeader(1, JournalFormat.FormatNumber + 1);
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => TestEngine.StartAsync(_ => { }, options => options.JournalFolder = temp.Path));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> Lines()
    {
        byte[] payload = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var record = new byte[JournalFormat.RecordHeaderSize + payload.Length];
        JournalFormat.WriteRecord(record, payload, position: 513, batchStart: 512);
        return JournalSamples.Changes().Select(Line)
            .Prepend($"Record {Convert.ToHexStringLower(record)}")
            .Prepend($"SegmentHeader {Convert.ToHexStringLower(JournalFormat.SegmentHeader(258))}");
    }

    private static string Line(JournalChange change)
    {
        var writer = new PayloadWriter(spills: true);
        ChangeCodec.Write(writer, change);
        var kind = change is MessageSent { Message.Body: var body } ? body.GetType() : change.GetType();
        return $"{kind.Name} {Convert.ToHexStringLower(writer.Written)}";
    }

    private static IEnumerable<Type> Kinds<T>()
        => typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract).OrderBy(type => type.Name);
}
