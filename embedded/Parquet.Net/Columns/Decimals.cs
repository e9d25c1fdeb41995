using System.Buffers.Binary;

namespace Parquet.Columns;

/// <summary>Decimals from and to unscaled integers.</summary>
internal static class Decimals
{
    const int MaxDigits = 38;
    const byte MaxScale = 28;
    static readonly UInt128 MaxMantissa = (UInt128.One << 96) - 1;
    static readonly UInt128[] Powers = PowersOfTen();

    /// <summary>The bytes that unscaled integers of so many digits need.</summary>
    public static int Width(int precision)
    {
        var width = 1;
        while (width < 16 && UInt128.One << (8 * width - 1) < Powers[precision])
            width++;
        return width;
    }

    public static decimal FromUnscaled(Int128 unscaled, int scale)
    {
        var negative = Int128.IsNegative(unscaled);
        var mantissa = negative ? (UInt128)(-(unscaled + 1)) + 1 : (UInt128)unscaled;
        // Digits that System.Decimal has no room for are dropped only where they are zero.
        for (; scale > MaxScale || mantissa > MaxMantissa; scale--, mantissa /= 10)
        {
            if (scale == 0 || mantissa % 10 != 0)
                throw new ParquetException($"{unscaled}e-{scale} has more digits than System.Decimal can hold");
        }

        return new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), negative, (byte)scale);
    }

    /// <summary>From big-endian two's complement.</summary>
    public static decimal FromBytes(ReadOnlySpan<byte> bytes, int scale)
    {
        if (bytes.IsEmpty)
            throw new ParquetException("a decimal has no bytes");
        var sign = (sbyte)bytes[0] < 0 ? (byte)0xFF : (byte)0;
        while (bytes.Length > 16 && bytes[0] == sign)
            bytes = bytes[1..];
        if (bytes.Length > 16)
            throw new ParquetException("a decimal has more digits than System.Decimal can hold");
        Span<byte> whole = stackalloc byte[16];
        whole.Fill(sign);
        bytes.CopyTo(whole[(16 - bytes.Length)..]);
        return FromUnscaled(BinaryPrimitives.ReadInt128BigEndian(whole), scale);
    }

    /// <summary>Digits behind the scale are cut off.</summary>
    /// <exception cref="ParquetException">The value has more digits before the point than the column.</exception>
    public static Int128 ToUnscaled(decimal value, int precision, int scale)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var mantissa = new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        var up = scale - value.Scale;
        var limit = Powers[precision] - 1;
        if (up >= 0 && mantissa > limit / Powers[up])
            throw TooLarge(value, precision, scale);
        mantissa = up >= 0 ? mantissa * Powers[up] : mantissa / Powers[-up];
        if (mantissa > limit)
            throw TooLarge(value, precision, scale);
        return value < 0 ? -(Int128)mantissa : (Int128)mantissa;
    }

    public static byte[] ToBytes(Int128 unscaled, int width)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, unscaled);
        return bytes[(16 - width)..];
    }

    static ParquetException TooLarge(decimal value, int precision, int scale) =>
        new($"{value} does not fit a decimal of {precision} digits, {scale} of them behind the point");

    static UInt128[] PowersOfTen()
    {
        var powers = new UInt128[MaxDigits + 1];
        powers[0] = 1;
        for (var digits = 1; digits <= MaxDigits; digits++)
            powers[digits] = powers[digits - 1] * 10;
        return powers;
    }
}
