using System.Buffers.Binary;

namespace Parquet.Net.Tests.Support;

/// <summary>Damages files, the same way for the same random numbers.</summary>
internal static class Mutation
{
    static readonly uint[] Lengths = [0, 1, 2, 7, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x10000, 0xFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF];

    public static byte[] Apply(byte[] file, IReadOnlyList<byte[]> others, Random random)
    {
        var result = (byte[])file.Clone();
        for (var times = random.Next(1, 4); times > 0 && result.Length > 0; times--)
        {
            result = random.Next(6) switch
            {
                0 => FlipBits(result, random),
                1 => result[..random.Next(result.Length)],
                2 => Splice(result, others[random.Next(others.Count)], random),
                3 => SetLength(result, random),
                4 => SetVarint(result, random),
                _ => CutOut(result, random),
            };
        }

        return result;
    }

    // Half of all changes go to the footer, which is small but says where everything is.
    static int Position(byte[] file, Random random)
    {
        if (file.Length > 12 && random.Next(2) == 0)
        {
            var footer = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(file.Length - 8));
            if (footer <= file.Length - 8)
                return random.Next(file.Length - 8 - (int)footer, file.Length);
        }

        return random.Next(file.Length);
    }

    static byte[] FlipBits(byte[] file, Random random)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
            file[Position(file, random)] ^= (byte)(1 << random.Next(8));
        return file;
    }

    static byte[] Splice(byte[] file, byte[] other, Random random)
    {
        var (start, from) = (Position(file, random), random.Next(other.Length));
        var length = Math.Min(random.Next(1, 64), Math.Min(file.Length - start, other.Length - from));
        other.AsSpan(from, length).CopyTo(file.AsSpan(start));
        return file;
    }

    static byte[] SetLength(byte[] file, Random random)
    {
        if (file.Length < 4)
            return file;
        var value = Lengths[random.Next(Lengths.Length)];
        // The length of the footer every now and then, else one of a page's.
        var at = random.Next(8) == 0 ? Math.Max(0, file.Length - 8) : Math.Min(Position(file, random), file.Length - 4);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        return file;
    }

    static byte[] SetVarint(byte[] file, Random random)
    {
        var at = Position(file, random);
        var bytes = (byte[])[.. Enumerable.Repeat((byte)0xFF, random.Next(0, 9)), (byte)random.Next(128)];
        bytes.AsSpan(0, Math.Min(bytes.Length, file.Length - at)).CopyTo(file.AsSpan(at));
        return file;
    }

    static byte[] CutOut(byte[] file, Random random)
    {
        var start = Position(file, random);
        var length = Math.Min(random.Next(1, 16), file.Length - start);
        return [.. file[..start], .. file[(start + length)..]];
    }
}
