using System.IO.Hashing;

namespace Serverless.Infra.Tests.Development;

public sealed class NonCryptographicHashAlgorithmTests
{
    // Adler-32 of "Wikipedia", RFC 1950's algorithm: https://en.wikipedia.org/wiki/Adler-32
    static readonly byte[] Expected = [0x11, 0xE6, 0x03, 0x98];

    readonly Adler adler = new();

    [Fact]
    public async Task Append_InPieces_GivesTheHashOfTheWhole()
    {
        adler.Append("Wi"u8);
        adler.Append("ki"u8.ToArray());
        adler.Append(new MemoryStream("pe"u8.ToArray()));
        await adler.AppendAsync(new MemoryStream("dia"u8.ToArray()), TestContext.Current.CancellationToken);

        Assert.Equal(Expected, adler.GetCurrentHash());
        Assert.Equal(Expected, adler.GetHashAndReset());
        Assert.Equal([0, 0, 0, 1], adler.GetCurrentHash());
    }

    [Fact]
    public void GetCurrentHash_IntoSpans_WritesExactlyTheHash()
    {
        adler.Append("Wikipedia"u8);
        var destination = new byte[6];

        Assert.Equal(4, adler.GetCurrentHash(destination));
        Assert.Equal([.. Expected, 0, 0], destination);
        Assert.False(adler.TryGetHashAndReset(destination.AsSpan(0, 3), out var written));
        Assert.Equal(0, written);
        Assert.Throws<ArgumentException>(() => adler.GetHashAndReset(new byte[3]));
        Assert.Equal(Expected, adler.GetCurrentHash());
    }

    sealed class Adler() : NonCryptographicHashAlgorithm(4)
    {
        uint low = 1;
        uint high;

        public override void Append(ReadOnlySpan<byte> source)
        {
            foreach (var value in source)
            {
                low = (low + value) % 65521;
                high = (high + low) % 65521;
            }
        }

        public override void Reset() => (low, high) = (1, 0);

        protected override void GetCurrentHashCore(Span<byte> destination) =>
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(destination, (high << 16) | low);
    }
}
