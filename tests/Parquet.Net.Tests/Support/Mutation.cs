using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Pages;
using Parquet.Thrift;

namespace Parquet.Net.Tests.Support;

/// <summary>Damages files, the same way for the same random numbers.</summary>
internal static class Mutation
{
    static readonly uint[] Lengths = [0, 1, 2, 7, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x10000, 0xFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF];
    static readonly long[] Numbers = [-1, 0, 1, 3, 4, 5, 8, 100, 1 << 20, (1 << 20) + 1, int.MaxValue, 1L << 40, long.MaxValue, long.MinValue];

    /// <summary>Damages the file anywhere, or only the pages in front of a whole footer, or only what a whole footer says.</summary>
    public static byte[] Apply(byte[] file, IReadOnlyList<byte[]> others, Random random)
    {
        var footer = file.Length - 8 - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        var other = others[random.Next(others.Count)];
        return random.Next(4) switch
        {
            0 => Damage(file, other, random),
            1 => [.. file[..footer], .. EditFooter(file[footer..^8], random)],
            _ => [.. file[..4], .. Damage(file[4..footer], other, random), .. file[footer..]],
        };
    }

    static byte[] Damage(byte[] bytes, byte[] other, Random random)
    {
        var result = (byte[])bytes.Clone();
        for (var times = random.Next(1, 4); times > 0 && result.Length > 0; times--)
        {
            result = random.Next(6) switch
            {
                0 => FlipBits(result, random),
                1 => random.Next(4) == 0 ? result[..random.Next(result.Length)] : FlipBits(result, random),
                2 => Splice(result, other, random),
                3 => SetLength(result, random),
                4 => SetVarint(result, random),
                _ => CutOut(result, random),
            };
        }

        return result;
    }

    static byte[] FlipBits(byte[] bytes, Random random)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    static byte[] Splice(byte[] bytes, byte[] other, Random random)
    {
        var (start, from) = (random.Next(bytes.Length), random.Next(other.Length));
        var length = Math.Min(random.Next(1, 64), Math.Min(bytes.Length - start, other.Length - from));
        other.AsSpan(from, length).CopyTo(bytes.AsSpan(start));
        return bytes;
    }

    static byte[] SetLength(byte[] bytes, Random random)
    {
        if (bytes.Length >= 4)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(random.Next(bytes.Length - 3)), Lengths[random.Next(Lengths.Length)]);
        return bytes;
    }

    static byte[] SetVarint(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        var number = (byte[])[.. Enumerable.Repeat((byte)0xFF, random.Next(0, 9)), (byte)random.Next(128)];
        number.AsSpan(0, Math.Min(number.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    static byte[] CutOut(byte[] bytes, Random random)
    {
        var start = random.Next(bytes.Length);
        var length = Math.Min(random.Next(1, 16), bytes.Length - start);
        return [.. bytes[..start], .. bytes[(start + length)..]];
    }

    static byte[] EditFooter(byte[] footer, Random random)
    {
        var reader = new CompactReader(footer);
        var metaData = FileMetaData.Read(ref reader);
        for (var times = random.Next(1, 4); times > 0; times--)
            Edit(metaData, random);
        return FileFooter.Write(metaData).ToArray();
    }

    static void Edit(FileMetaData metaData, Random random)
    {
        var column = metaData.Schema[random.Next(metaData.Schema.Count)];
        var group = metaData.RowGroups[random.Next(metaData.RowGroups.Count)];
        var chunk = group.Columns[random.Next(group.Columns.Count)].MetaData!;
        var number = Numbers[random.Next(Numbers.Length)];
        switch (random.Next(14))
        {
            case 0:
                group.NumRows = number;
                break;
            case 1:
                group.NumRows = number;
                group.Columns.ForEach(other => other.MetaData!.NumValues = number);
                break;
            case 2:
                chunk.DataPageOffset = number;
                break;
            case 3:
                chunk.DictionaryPageOffset = number;
                break;
            case 4:
                chunk.TotalCompressedSize = number;
                break;
            case 5:
                chunk.Codec = (CompressionCodec)random.Next(-1, 9);
                break;
            case 6:
                column.Type = chunk.Type = (PhysicalType)random.Next(-1, 9);
                break;
            case 7:
                column.TypeLength = (int)number;
                break;
            case 8:
                column.ConvertedType = (ConvertedType)random.Next(-1, 24);
                column.LogicalType = null;
                break;
            case 9:
                (column.Precision, column.Scale) = (random.Next(-1, 40), random.Next(-1, 40));
                break;
            case 10:
                column.Repetition = (Repetition)random.Next(-1, 4);
                break;
            case 11:
                column.NumChildren = (int)number;
                break;
            case 12:
                chunk.Statistics = new() { NullCount = number, MinValue = new byte[random.Next(20)], MaxValue = new byte[random.Next(20)] };
                break;
            default:
                metaData.Schema.RemoveAt(random.Next(metaData.Schema.Count));
                metaData.Schema.Add(column);
                break;
        }
    }
}
