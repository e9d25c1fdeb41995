using System.Collections.Immutable;
using System.Text;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Tests.Runs;

public sealed class SweepCheckpointFileTests : IDisposable
{
    private static readonly IReadOnlyList<ImmutableSortedDictionary<string, double>> Sets =
        ParameterGrid.Of(StrategyCatalog.Get("sma-cross"), [ParameterAxis.Parse("fast=5..30:5"), ParameterAxis.Parse("slow=40,60")]).Sets;

    private readonly string folder = Directory.CreateTempSubdirectory("sweep-checkpoint-").FullName;

    private string File => Path.Combine(folder, "sweep.checkpoint");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Open_Finished_GivesTheRowsToTheBit()
    {
        var rows = Run();

        using var checkpoint = SweepCheckpointFile.Open(File, Plan.Key);

        Assert.Equal(Sets.Count, checkpoint.Finished.Count);
        Assert.Equal(rows.Select(Text).Order(), checkpoint.Finished.Select(Text).Order());
    }

    [Fact]
    public async Task Open_TornAtEveryByte_KeepsWholeRowsAndEndsTheSame()
    {
        var expected = Run();
        var whole = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        var lineEnds = Enumerable.Range(0, whole.Length).Where(i => whole[i] == '\n').ToArray();
        // Every byte of the header and of the last two rows, where a crash can have stopped.
        foreach (var length in Enumerable.Range(0, lineEnds[0] + 2).Concat(Enumerable.Range(lineEnds[^3], whole.Length - lineEnds[^3])))
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..length], TestContext.Current.CancellationToken);
            int kept;
            using (var checkpoint = SweepCheckpointFile.Open(File, Plan.Key))
                kept = checkpoint.Finished.Count;
            Assert.Equal(Math.Max(0, lineEnds.Count(end => end < length) - 1), kept);
            if (length % 97 == 0)
                Assert.Equal(expected.Select(Text), Run().Select(Text));
        }
    }

    [Fact]
    public void Open_HalfARowWithItsLineEnd_IsCutOff()
    {
        Run();
        System.IO.File.AppendAllText(File, "0123456789abcdef {\"parameters\":\n");

        using var checkpoint = SweepCheckpointFile.Open(File, Plan.Key);

        Assert.Equal(Sets.Count, checkpoint.Finished.Count);
    }

    [Fact]
    public void Open_DamageBeforeTheEnd_NamesTheLineAndKeepsTheFile()
    {
        Run();
        var lines = System.IO.File.ReadAllLines(File);
        lines[3] = lines[3].Replace("\"trades\":", "\"trades\":1", StringComparison.Ordinal);
        System.IO.File.WriteAllLines(File, lines);
        var before = System.IO.File.ReadAllBytes(File);

        var error = Assert.Throws<InvalidDataException>(() => SweepCheckpointFile.Open(File, Plan.Key));

        Assert.Contains("line 4", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Theory]
    [InlineData("sweep/1 0000\n", "another sweep")]
    [InlineData("my notes", "no checkpoint")]
    [InlineData("my notes\nof today\n", "no checkpoint")]
    public void Open_SomethingElse_IsRefusedAndKept(string content, string reason)
    {
        System.IO.File.WriteAllText(File, content);

        var error = Assert.Throws<InvalidDataException>(() => SweepCheckpointFile.Open(File, Plan.Key));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(content, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Open_AlreadyOpen_SaysSo()
    {
        using var first = SweepCheckpointFile.Open(File, Plan.Key);

        Assert.Throws<IOException>(() => SweepCheckpointFile.Open(File, Plan.Key));
    }

    private static SweepPlan Plan { get; } = new(
        new TemplateSubject(StrategyCatalog.Get("sma-cross"), new BacktestSettings()),
        SyntheticMarket.Generate("SYN", Timeframe.H4, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 400, seed: 1),
        ..,
        Sets);

    private IReadOnlyList<SweepRow> Run()
    {
        using var checkpoint = SweepCheckpointFile.Open(File, Plan.Key);
        return Sweep.Run(Plan, new SweepOptions { Checkpoint = checkpoint }, TestContext.Current.CancellationToken);
    }

    private static string Text(SweepRow row) => new StringBuilder().AppendJoin(' ', row.Parameters).Append(row).ToString().Replace(row.Parameters.ToString()!, "", StringComparison.Ordinal);
}
