namespace Alpaca.Markets;

/// <summary>A request for history.</summary>
public abstract class HistoricalRequestBase
{
    private readonly HashSet<string> symbols;

    internal HistoricalRequestBase(IEnumerable<string> symbols, DateTime? from, DateTime? into, BarTimeFrame barLength)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        this.symbols = new HashSet<string>(symbols, StringComparer.Ordinal);
        (From, Into, BarLength) = (from, into, barLength);
    }

    /// <summary>The instruments.</summary>
    public IReadOnlyCollection<string> Symbols => symbols;

    /// <summary>Which page of the answer.</summary>
    public Pagination Pagination { get; } = new();

    internal DateTime? From { get; }

    internal DateTime? Into { get; }

    internal BarTimeFrame BarLength { get; }

    internal void Validate()
    {
        if (symbols.Count == 0 || symbols.Any(string.IsNullOrEmpty))
            throw new RequestValidationException("Symbols list shouldn't be empty, nor any symbol in it.", nameof(Symbols));
        if (Pagination.Size is 0 || Pagination.Size > Pagination.MaxPageSize)
            throw new RequestValidationException($"A page has 1 to {Pagination.MaxPageSize} items.", nameof(Pagination));
    }

    internal virtual IEnumerable<(string Name, string? Value)> GetParameters() => QueryParameters.Of(this);
}
