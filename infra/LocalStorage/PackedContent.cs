using System.IO.Compression;

namespace Serverless.Infra.LocalStorage;

/// <summary>Contents of blobs as the file keeps them: text takes a fraction of its room there, and nobody outside sees it.</summary>
internal static class PackedContent
{
    private const int Quality = 1; // 4 takes a seventh less room and four times as long
    private const int Window = 18;
    private const int Fewest = 256;

    /// <summary>The content in less room; null where that is not worth it.</summary>
    public static byte[]? Pack(byte[] content)
    {
        if (content.Length < Fewest || content is [0x1F, 0x8B, ..])
            return null;
        var packed = new byte[content.Length - (content.Length / 8)];
        return BrotliEncoder.TryCompress(content, packed, out var written, Quality, Window) ? packed[..written] : null;
    }

    /// <exception cref="InvalidDataException">It does not unpack to as many bytes.</exception>
    public static byte[] Unpack(byte[] packed, long length)
    {
        var content = new byte[length];
        return BrotliDecoder.TryDecompress(packed, content, out var written) && written == length
            ? content
            : throw new InvalidDataException($"A packed blob does not unpack to {length} bytes; the storage file is damaged: restore a copy.");
    }
}
