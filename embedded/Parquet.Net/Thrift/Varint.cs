namespace Parquet.Thrift;

/// <summary>Numbers of seven bits per byte, lowest first.</summary>
internal static class Varint
{
    const int MaxLength = 10;

    /// <summary>Reads one; false where it does not end within the bytes or within 64 bits.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ulong value, out int length)
    {
        value = 0;
        for (length = 0; length < bytes.Length && length < MaxLength;)
        {
            var part = bytes[length];
            value |= (ulong)(part & 0x7F) << (7 * length++);
            if (part < 0x80)
                return true;
        }

        return false;
    }

    /// <summary>Writes one and returns its length; 10 bytes are always enough.</summary>
    public static int Write(Span<byte> bytes, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        return length;
    }

    /// <summary>Small numbers of either sign as small numbers.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
