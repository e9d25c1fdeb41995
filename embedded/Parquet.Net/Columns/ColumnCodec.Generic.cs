using System.Buffers;
using Parquet.Data;
using Parquet.Encodings;
using Parquet.Meta;
using Parquet.Pages;

namespace Parquet.Columns;

/// <summary>Reads and writes a column that stores <typeparamref name="TStored"/> and holds <typeparamref name="TValue"/>.</summary>
/// <param name="layout">How stored values lie in pages.</param>
/// <param name="order">How stored values compare; null where the format defines no order.</param>
internal abstract class ColumnCodec<TStored, TValue>(ValueLayout<TStored> layout, ValueOrder<TStored>? order) : ColumnCodec
    where TStored : notnull
{
    /// <inheritdoc/>
    public override (Array Defined, int[]? Levels) Read(ColumnPages pages)
    {
        var values = new ValueBuffer<TValue>(pages.Rows);
        var levels = pages.IsNullable ? new ValueBuffer<int>(pages.Rows) : null;
        TValue[]? dictionary = null;
        while (pages.TryNext(out var page))
        {
            using (page)
            {
                if (page.IsDictionary)
                    dictionary = ReadDictionary(page, dictionary);
                else
                    ReadValues(page, dictionary, values, levels);
            }
        }

        return (values.ToArray(), levels?.ToArray());
    }

    /// <inheritdoc/>
    public override EncodedColumn Write(DataColumn column, ParquetOptions options)
    {
        var stored = ToStored((TValue[])column.DefinedData);
        var encoded = new EncodedColumn(ColumnStatistics.Describe(stored, layout, order, column.NumValues - stored.Length));
        var body = new ArrayBufferWriter<byte>();
        if (column.DefinitionLevels is { } levels)
            LevelEncoding.Write(body, levels);
        var encoding = DictionaryEncoding.Suits<TValue>(options)
            && DictionaryEncoding.TryBuild(stored, layout.Equality, options.DictionaryEncodingThreshold, out var distinct, out var indexes)
                ? WriteIndexes(encoded, body, distinct, indexes)
                : WriteValues(body, stored, options);
        encoded.AddDataPage(column.NumValues, encoding, body.WrittenMemory);
        return encoded;
    }

    /// <inheritdoc/>
    public override object? ReadBound(byte[]? bytes)
    {
        try
        {
            return bytes is not null && layout.TryDecodeOne(bytes, out var stored) ? ToValue(stored) : null;
        }
        catch (ParquetException)
        {
            // Figures are a help; the values themselves may well be readable.
            return null;
        }
    }

    /// <summary>Fills values from the bytes of a page.</summary>
    protected abstract void Decode(PageEncoding encoding, ReadOnlyMemory<byte> bytes, Span<TValue> values);

    protected abstract TStored[] ToStored(TValue[] values);

    protected abstract TValue ToValue(TStored stored);

    TValue[] ReadDictionary(Page page, TValue[]? earlier)
    {
        if (earlier is not null)
            throw new ParquetException("there is a second dictionary");
        if (page.Encoding is not (PageEncoding.PLAIN or PageEncoding.PLAIN_DICTIONARY))
            throw new ParquetException($"a dictionary has encoding {page.Encoding}");
        CheckRoom(PageEncoding.PLAIN, page);
        var values = new TValue[page.Count];
        Decode(PageEncoding.PLAIN, page.Values, values);
        return values;
    }

    void ReadValues(Page page, TValue[]? dictionary, ValueBuffer<TValue> values, ValueBuffer<int>? levels)
    {
        var count = page.Count;
        if (levels is not null)
        {
            var target = levels.Append(page.Count);
            LevelEncoding.Read(page.Levels.Span, target);
            count = target.Count(1);
        }

        if (count == 0)
            return;
        if (page.Encoding is PageEncoding.PLAIN_DICTIONARY or PageEncoding.RLE_DICTIONARY)
        {
            DictionaryEncoding.LookUp(page.Values.Span, dictionary ?? throw new ParquetException("the dictionary is missing"), values.Append(count));
            return;
        }

        CheckRoom(page.Encoding, page with { Count = count });
        Decode(page.Encoding, page.Values, values.Append(count));
    }

    // Before anything is allocated for the values.
    void CheckRoom(PageEncoding encoding, Page page)
    {
        var needed = layout.LeastBytes(encoding, page.Count);
        if (needed > page.Values.Length)
            throw new ParquetException($"{page.Count} values need {needed} bytes where {page.Values.Length} are left");
    }

    PageEncoding WriteIndexes(EncodedColumn encoded, ArrayBufferWriter<byte> body, TStored[] distinct, int[] indexes)
    {
        var dictionary = new ArrayBufferWriter<byte>();
        layout.Encode(dictionary, distinct);
        encoded.AddDictionaryPage(distinct.Length, dictionary.WrittenMemory);
        DictionaryEncoding.Write(body, indexes, distinct.Length);
        return PageEncoding.RLE_DICTIONARY;
    }

    PageEncoding WriteValues(ArrayBufferWriter<byte> body, TStored[] stored, ParquetOptions options)
    {
        // As the vendor does: integers of 8 bits stay plain.
        if (options.UseDeltaBinaryPackedEncoding && stored.Length > 0 && IsDifferenced && layout.TryEncodeDelta(body, stored))
            return PageEncoding.DELTA_BINARY_PACKED;
        layout.Encode(body, stored);
        return PageEncoding.PLAIN;
    }

    static bool IsDifferenced => typeof(TValue) == typeof(short) || typeof(TValue) == typeof(ushort) || typeof(TValue) == typeof(int)
        || typeof(TValue) == typeof(uint) || typeof(TValue) == typeof(long) || typeof(TValue) == typeof(ulong);
}
