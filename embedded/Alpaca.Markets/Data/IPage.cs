namespace Alpaca.Markets;

/// <summary>A page of items of one symbol.</summary>
/// <typeparam name="TItems">Type of an item.</typeparam>
public interface IPage<out TItems>
{
    /// <summary>The symbol.</summary>
    string Symbol { get; }

    /// <summary>Token that asks for the next page; null on the last one.</summary>
    string? NextPageToken { get; }

    /// <summary>The items.</summary>
    IReadOnlyList<TItems> Items { get; }
}
