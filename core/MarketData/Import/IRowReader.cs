namespace Serverless.Core.MarketData;

/// <summary>Rows of fields, whatever the file format.</summary>
internal interface IRowReader
{
    /// <summary>The header's names and the first rows, which remain to be read.</summary>
    RowSample Sample { get; }

    /// <summary>Line, or number of the record, of the row that was read last, from 1.</summary>
    int Number { get; }

    /// <summary>Reads the next row.</summary>
    /// <param name="fields">Receives the place of each field in <paramref name="text"/>.</param>
    /// <param name="text">The row, valid until the next one is read.</param>
    /// <param name="count">Number of fields, at most one per range.</param>
    bool TryRead(Span<Range> fields, out ReadOnlySpan<char> text, out int count);
}
