using Serverless.Core.Audit;
using static Serverless.Core.Tests.Audit.AuditSamples;

namespace Serverless.Core.Tests.Audit;

/// <summary>Times are claims: whatever they are, order is that of indices. Core reads no clock, so a verdict cannot depend on one.</summary>
public sealed class AuditClockTests
{
    public static TheoryData<string, string[], int> Clocks => new()
    {
        { "an hour on and back", ["2026-01-01T12:00:00Z", "2026-01-01T13:00:00Z", "2026-01-01T12:00:01Z"], 1 },
        { "equal", ["2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z"], 0 },
        { "leap day", ["2028-02-28T23:59:59Z", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"], 0 },
        { "end of summer time", ["2026-10-25T02:59:59+02:00", "2026-10-25T02:00:00+01:00", "2026-10-25T02:00:01+01:00"], 0 },
        { "2038 and 9999", ["2038-01-19T03:14:07Z", "2038-01-19T03:14:08Z", "9999-12-31T23:59:59.9999999Z"], 0 },
        { "backwards all the way", ["2100-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "1970-01-01T00:00:00Z"], 2 },
    };

    [Theory]
    [MemberData(nameof(Clocks))]
    public async Task Verify_WhateverClocksClaim_IsIntactAndCountsSetbacks(string clock, string[] times, int setbacks)
    {
        var events = times.Select((time, i) => Event(i) with { OccurredAt = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture) }).ToArray();

        var verdict = await VerifyAsync(Chain(events));

        Assert.True(verdict.IsIntact, clock);
        Assert.Equal(setbacks, verdict.Setbacks);
        Assert.Equal(events.Select(e => e.OccurredAt.ToUniversalTime()), Chain(events).Select(bytes => AuditEntryCodec.Decode(bytes).Event.OccurredAt));
    }

    [Fact]
    public async Task Append_ClockSetBackBetweenEvents_KeepsTheOrderOfAppending()
    {
        var storage = new InMemoryAuditStorage();
        using var log = new AuditLog(storage, storage, Origin);
        for (var i = 0; i < 5; i++)
            Assert.Equal(i, (await log.AppendAsync(Event(i) with { OccurredAt = Start.AddHours(-i) }, TestContext.Current.CancellationToken)).Index);
    }
}
