using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;

namespace Serverless.Core.Tests.Audit.Bundles;

public sealed class AuditExplanationTests
{
    private static readonly AuditEntry Entry = new(AuditEntryCodec.Schema, AuditSamples.Origin, 3, AuditHash.None, AuditSamples.Event(3) with
    {
        Actor = new AuditActor("evaluation-cycle", ["operator"], "Operator"),
        Action = "strategy.rejected",
        Reason = "no bars",
        ConfigHash = AuditHash.OfContent([]),
    });

    [Fact]
    public void Of_Entry_SaysWhoDidWhatWhenAndWhy()
    {
        var text = AuditExplanation.Of(Entry);

        Assert.Contains("Entry 3 of log serverless-test", text, StringComparison.Ordinal);
        Assert.Contains("On 2026-02-01 at 00:00:02 UTC by its own clock, evaluation-cycle (operator), on behalf of Operator, rejected the strategy strategies/3.", text, StringComparison.Ordinal);
        Assert.Contains("Reason: no bars", text, StringComparison.Ordinal);
        Assert.Contains("Facts: rank = 3", text, StringComparison.Ordinal);
        Assert.Contains($"Configuration: SHA-256 {AuditHash.OfContent([])}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TextThatWouldBreakOrReorderLines_IsShownEscaped()
    {
        var text = AuditExplanation.Of(Entry with { Event = Entry.Event with { Reason = "ok\nEntry 4 of log x\u202e\u2028" } });

        Assert.Contains("Reason: ok\\u000aEntry 4 of log x\\u202e\\u2028", text, StringComparison.Ordinal);
        Assert.Equal(AuditExplanation.Of(Entry).Split('\n').Length, text.Split('\n').Length);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("-1", "'-1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("=\"x\"\n", "\"'=\"\"x\"\"\n\"")]
    [InlineData("plain", "plain")]
    public void Csv_Reason_IsQuotedAndNoFormula(string reason, string expected) =>
        Assert.Contains($",strategies/3,{expected},rank=3,", AuditCsv.Of(Entry with { Event = Entry.Event with { Reason = reason } }), StringComparison.Ordinal);

    [Fact]
    public void Csv_HeaderAndLine_HaveTheSameColumns() =>
        Assert.Equal(AuditCsv.Header.Split(',').Length, AuditCsv.Of(Entry with { Event = Entry.Event with { Reason = "plain" } }).Split(',').Length);
}
