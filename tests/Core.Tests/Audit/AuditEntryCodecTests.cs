using System.Text;
using System.Text.Json;
using Serverless.Core.Audit;
using Serverless.Testing;

namespace Serverless.Core.Tests.Audit;

public sealed class AuditEntryCodecTests
{
    // The file was made with Python's json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False), the hash with
    // hashlib.sha256(b"\0" + bytes): schema 1 must encode to these bytes, and verify, for ever.
    private const string GoldenHash = "44e4f0ccb947bfee42afe0c4c38ffbbf294fe1d544f68ee8d5c6aadc3d9bcae5";
    private static readonly byte[] Golden =
        File.ReadAllBytes(Path.Combine(RepositoryPaths.Root, "tests", "Core.Tests", "Audit", "entry-1.golden.json"));

    private static readonly string GoldenText = Encoding.UTF8.GetString(Golden);

    private static readonly AuditEntry GoldenEntry = new(
        AuditEntryCodec.Schema,
        "serverless-test",
        42,
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        new AuditEvent
        {
            EventId = "cycle-7/promote/trend-1",
            OccurredAt = new DateTimeOffset(2026, 2, 1, 1, 59, 59, TimeSpan.FromHours(2)).AddTicks(1234567),
            Actor = new("9f1c", ["operator", "reviewer"], "desk"),
            Action = "strategy.promoted",
            Subject = "strategies/trend-1",
            Reason = "üñí 🚀 \"top\" \\ \u0001\t\n/\u2028\u007f",
            Details = [new("rank", "3"), new("Sharpe", "1.25")],
            ContentHash = new('c', 64),
            BeforeHash = new('a', 64),
            AfterHash = new('b', 64),
            CodeVersion = "1.2.3+abc",
            DataHash = new('d', 64),
            CorrelationId = "cycle-7",
        });

    [Fact]
    public void Encode_GoldenEntry_GivesTheFrozenBytes() =>
        Assert.Equal(Golden, AuditEntryCodec.Encode(GoldenEntry));

    [Fact]
    public void OfEntry_GoldenEntry_GivesTheFrozenHash() =>
        Assert.Equal(GoldenHash, AuditHash.OfEntry(Golden));

    [Fact]
    public void Decode_GoldenBytes_GivesTheEntry() =>
        Assert.Equal(GoldenEntry, AuditEntryCodec.Decode(Golden));

    [Fact]
    public void Encode_Properties_StandInOrdinalOrderAtEveryLevel()
    {
        using var json = JsonDocument.Parse(AuditEntryCodec.Encode(GoldenEntry));
        foreach (var element in new[] { json.RootElement, json.RootElement.GetProperty("actor"), json.RootElement.GetProperty("details") })
        {
            var names = element.EnumerateObject().Select(property => property.Name).ToArray();
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
        }
    }

    [Fact]
    public void Decode_RandomTexts_ReturnsWhatWasEncoded()
    {
        var random = new Random(20260131);
        for (var round = 0; round < 2000; round++)
        {
            var entry = GoldenEntry with
            {
                Event = GoldenEntry.Event with { Reason = Text(random), Subject = "s" + Text(random), Details = [new("text", Text(random))] },
            };
            Assert.Equal(entry, AuditEntryCodec.Decode(AuditEntryCodec.Encode(entry)));
        }
    }

    [Theory]
    [InlineData("}", ",\"zzz\":null}", AuditFaultCode.Undecodable)]
    [InlineData("\"reason\":", "\"reason2\":", AuditFaultCode.Undecodable)]
    [InlineData("\"configHash\":null,", "", AuditFaultCode.Undecodable)]
    [InlineData("\"configHash\":null,", "\"configHash\":null,\"configHash\":null,", AuditFaultCode.Undecodable)]
    [InlineData("\"Sharpe\":\"1.25\"", "\"rank\":\"1.25\"", AuditFaultCode.Undecodable)]
    [InlineData("\"Sharpe\":\"1.25\",\"rank\":\"3\"", "\"rank\":\"3\",\"Sharpe\":\"1.25\"", AuditFaultCode.NonCanonical)]
    [InlineData("\"codeVersion\":\"1.2.3+abc\",\"configHash\":null", "\"configHash\":null,\"codeVersion\":\"1.2.3+abc\"", AuditFaultCode.Undecodable)]
    [InlineData("\"rank\":\"3\"", "\"rank\":3", AuditFaultCode.Undecodable)]
    [InlineData("\"index\":42", "\"index\":42.0", AuditFaultCode.Undecodable)]
    [InlineData("\"index\":42", "\"index\":4.2e1", AuditFaultCode.Undecodable)]
    [InlineData("\"index\":42", "\"index\":-1", AuditFaultCode.Undecodable)]
    [InlineData("\"index\":42", "\"index\":9007199254740992", AuditFaultCode.Undecodable)]
    [InlineData("\"index\":42", "\"index\": 42", AuditFaultCode.NonCanonical)]
    [InlineData("\"rank\"", "\"\\u0072ank\"", AuditFaultCode.NonCanonical)]
    [InlineData("🚀", "\\ud83d\\ude80", AuditFaultCode.NonCanonical)]
    [InlineData("\\u0001", "\\u0001\\/", AuditFaultCode.NonCanonical)]
    [InlineData("üñí", "\\ud83d", AuditFaultCode.Undecodable)]
    [InlineData(".1234567Z", ".123456Z", AuditFaultCode.Undecodable)]
    [InlineData(".1234567Z", ".1234567+00:00", AuditFaultCode.Undecodable)]
    [InlineData("\"9f1c\"", "\"\"", AuditFaultCode.Undecodable)]
    [InlineData("cccc", "CCCC", AuditFaultCode.Undecodable)]
    [InlineData("\"roles\":[", "\"roles\":[null,", AuditFaultCode.Undecodable)]
    [InlineData("entry/1", "entry/2", AuditFaultCode.UnknownSchema)]
    [InlineData("\"action\":\"strategy.promoted\",", "\"schema\":\"other/9\",", AuditFaultCode.UnknownSchema)]
    public void Decode_AlteredEncoding_IsRefused(string from, string to, AuditFaultCode expected)
    {
        var altered = ReplaceLast(GoldenText, from, to);
        if (expected == AuditFaultCode.UnknownSchema)
            altered = altered.Replace("\"schema\":\"serverless.audit.entry/1\"", "\"schema\":\"other/9\"", StringComparison.Ordinal);
        var refusal = Assert.Throws<AuditFormatException>(() => AuditEntryCodec.Decode(Encoding.UTF8.GetBytes(altered)));
        Assert.Equal(expected, refusal.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\u0000")]
    public void Decode_NotAnEntry_IsUndecodable(string text)
    {
        var refusal = Assert.Throws<AuditFormatException>(() => AuditEntryCodec.Decode(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(AuditFaultCode.Undecodable, refusal.Code);
    }

    [Fact]
    public void Decode_EveryPrefixAndTrailingByte_IsRefused()
    {
        var bytes = AuditEntryCodec.Encode(GoldenEntry);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<AuditFormatException>(() => AuditEntryCodec.Decode(bytes.AsSpan(0, length)));
        foreach (var trailing in " \n}{0\0"u8.ToArray())
            Assert.Throws<AuditFormatException>(() => AuditEntryCodec.Decode([.. bytes, trailing]));
        Assert.Throws<AuditFormatException>(() => AuditEntryCodec.Decode([0xEF, 0xBB, 0xBF, .. bytes]));
    }

    [Fact]
    public void Encode_IllFormedEvent_NamesEventAndPart()
    {
        Assert.Contains("details.size has no text", Refusal(e => e with { Details = [new("size", null!)] }), StringComparison.Ordinal);
        Assert.Contains("actor.id is empty", Refusal(e => e with { Actor = new(" ") }), StringComparison.Ordinal);
        Assert.Contains("actor.roles is not set", Refusal(e => e with { Actor = new("a", default) }), StringComparison.Ordinal);
        Assert.Contains("dataHash 'abc'", Refusal(e => e with { DataHash = "abc" }), StringComparison.Ordinal);
        Assert.Contains("valid Unicode", Refusal(e => e with { Reason = "\ud800" }), StringComparison.Ordinal);
        Assert.Contains("store its content as a blob", Refusal(e => e with { Reason = new('x', AuditEntryCodec.MaxLength) }), StringComparison.Ordinal);

        static string Refusal(Func<AuditEvent, AuditEvent> change)
        {
            var message = Assert.Throws<ArgumentException>(() => AuditEntryCodec.Encode(GoldenEntry with { Event = change(GoldenEntry.Event) })).Message;
            Assert.Contains("cycle-7/promote/trend-1", message, StringComparison.Ordinal);
            return message;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void Details_IllFormedName_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => AuditDetails.Create(new KeyValuePair<string, string>(name, "x")));

    private static string ReplaceLast(string text, string from, string to)
    {
        var at = text.LastIndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{from}' is not in the golden entry.");
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(40); length > 0; length--)
        {
            var rune = random.Next(4) switch { 0 => random.Next(0x20), 1 => random.Next(0x80), 2 => random.Next(0x3000), _ => random.Next(0x110000) };
            if (Rune.IsValid(rune))
                text.Append(new Rune(rune).ToString());
        }

        return text.ToString();
    }
}
