using System.Buffers;
using Parquet.Meta;

namespace Parquet.Pages;

/// <summary>A page, decompressed. Its memory is valid until it is disposed.</summary>
internal readonly record struct Page : IDisposable
{
    /// <summary>Whether the values are a dictionary rather than rows.</summary>
    public required bool IsDictionary { get; init; }

    /// <summary>The number of values, nulls included.</summary>
    public required int Count { get; init; }

    /// <summary>How <see cref="Values"/> are encoded.</summary>
    public required PageEncoding Encoding { get; init; }

    /// <summary>The runs of definition levels; empty where the column is required.</summary>
    public ReadOnlyMemory<byte> Levels { get; init; }

    /// <summary>The encoded values.</summary>
    public required ReadOnlyMemory<byte> Values { get; init; }

    /// <summary>The buffer under the memory, where it has to go back to the pool.</summary>
    public byte[]? Rented { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Rented is not null)
            ArrayPool<byte>.Shared.Return(Rented);
    }
}
