namespace Alpaca.Markets;

/// <summary>A page of items of some symbols.</summary>
/// <typeparam name="TItems">Type of an item.</typeparam>
public interface IMultiPage<TItems>
{
    /// <summary>Token that asks for the next page; null on the last one.</summary>
    string? NextPageToken { get; }

    /// <summary>The items by symbol.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<TItems>> Items { get; }
}
