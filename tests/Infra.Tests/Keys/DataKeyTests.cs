using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Infra.Keys;

namespace Serverless.Infra.Tests.Keys;

public sealed class DataKeyTests
{
    private static readonly DataKey Key = new(Enumerable.Range(0, DataKey.Length).Select(i => (byte)i).ToArray());

    private static byte[] Content => Encoding.UTF8.GetBytes("""{"fast":13,"slow":37.25}""");

    [Fact]
    public void Open_OfWhatWasSealed_IsTheContent() => Prop.ForAll<byte[], NonNull<string>>((content, identity) =>
        Key.Open(identity.Get, Key.Seal(identity.Get, content)).AsSpan().SequenceEqual(content)).QuickCheckThrowOnFailure();

    [Fact]
    public void Seal_SameContent_IsTheSameBytes_AndAnotherRecordOrKeyOthers()
    {
        var bytes = Key.Seal("a", Content);

        Assert.Equal(bytes, Key.Seal("a", Content));
        Assert.NotEqual(bytes[12..], Key.Seal("b", Content)[12..]);
        Assert.NotEqual(bytes[12..], DataKey.Create().Seal("a", Content)[12..]);
        Assert.Equal(Content.Length + 40, bytes.Length);
        Assert.Equal(Key.Id, DataKey.IdOf(bytes));
    }

    // Nothing of the format may change by accident: what was sealed once must open for ten years.
    [Fact]
    public void Seal_OfAKnownKey_IsWhatItWas() =>
        Assert.Equal("0046b3824749dda7", Convert.ToHexStringLower(SHA256.HashData(Key.Seal("runs/a.json", Content)).AsSpan(0, 8)));

    // The layout, by another way than the code: HKDF with the documented labels, then AES-GCM.
    [Fact]
    public void Seal_OpenedByTheDocument_IsTheContent()
    {
        var stored = Key.Seal("runs/a.json", Content);
        var encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, Key.Export(), 32, info: Encoding.UTF8.GetBytes("serverless.content/1 encryption"));
        var opened = new byte[stored.Length - 40];
        using var aes = new AesGcm(encryption, 16);
        aes.Decrypt(stored.AsSpan(12, 12), stored.AsSpan(24, opened.Length), stored.AsSpan(^16..), opened, [.. stored[..12], .. Encoding.UTF8.GetBytes("runs/a.json")]);
        Assert.Equal(Content, opened);
    }

    [Fact]
    public void Open_AnyBitFlipped_Fails()
    {
        var stored = Key.Seal("a", Content);
        for (var bit = 12 * 8; bit < stored.Length * 8; bit++)
        {
            byte[] altered = [.. stored];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<ContentKeyException>(() => Key.Open("a", altered));
        }
    }

    [Fact]
    public void Open_ForAnotherRecord_Fails() =>
        Assert.Contains("'b'", Assert.Throws<ContentKeyException>(() => Key.Open("b", Key.Seal("a", Content))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("SLS1")]
    [InlineData("""{"fast":13,"slow":37.25,"and":"some more text"}""")]
    public void IdOf_WhatIsNotSealed_IsNull(string content) => Assert.Null(DataKey.IdOf(Encoding.UTF8.GetBytes(content)));
}
