using System.Globalization;
using Serverless.Core.Audit;
using static Serverless.Core.Tests.Audit.AuditSamples;

namespace Serverless.Core.Tests.Audit;

public sealed class AuditBitFlipTests
{
    private const string SizeVariable = "AUDIT_EXHAUSTIVE_SIZE";

    /// <summary>
    /// Every byte of every entry of logs of 1 to 16 entries: all its bits in logs of up to 4 entries, or up to what the variable says, one of them
    /// (another in each size) in the larger. The verdict names the altered entry, or the next one's link to it, first.
    /// </summary>
    [Fact]
    public void Verify_BitFlipped_NamesTheFirstBadIndex() => Parallel.For(1, 17, size =>
    {
        var exhaustive = int.Parse(Environment.GetEnvironmentVariable(SizeVariable) ?? "4", CultureInfo.InvariantCulture);
        var log = Log(size);
        var head = Head(log);
        for (var at = 0; at < size; at++)
        {
            for (var i = 0; i < log[at].Length; i++)
            {
                foreach (var bit in size <= exhaustive ? Enumerable.Range(0, 8) : [(i + size) % 8])
                {
                    log[at][i] ^= (byte)(1 << bit);
                    var first = VerifyAsync(log, head).GetAwaiter().GetResult().Faults is [var fault, ..] ? fault : null;
                    log[at][i] ^= (byte)(1 << bit);
                    Assert.True(
                        first is not null && (first.Index == at || (first.Index == at + 1 && first.Code == AuditFaultCode.WrongPrevHash)),
                        $"Bit {bit} of byte {i} of entry {at} of {size} gave {first}");
                }
            }
        }
    });
}
