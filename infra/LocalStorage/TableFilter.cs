namespace Serverless.Infra.LocalStorage;

/// <summary>A condition of the table service's language: comparisons of properties with values, joined by <c>and</c>, <c>or</c> and <c>not</c>.</summary>
internal sealed class TableFilter
{
    /// <summary>Comes after every key.</summary>
    public const string AfterAll = "\U0010FFFF";

    private static readonly TableFilter All = new(_ => true);

    private readonly Func<StoredEntity, bool> accepts;

    private TableFilter(Func<StoredEntity, bool> accepts) => this.accepts = accepts;

    /// <summary>The only partition that can hold what is accepted; null for any.</summary>
    public string? Partition { get; private init; }

    /// <summary>No row before this is accepted.</summary>
    public string LeastRow { get; private init; } = "";

    /// <summary>No row after this is accepted.</summary>
    public string LastRow { get; private init; } = AfterAll;

    /// <exception cref="StorageFault">It is no filter.</exception>
    public static TableFilter Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return All;
        var words = new FilterWords(text);
        var filter = ReadOr(words);
        return words.IsAtEnd ? filter : throw words.Unexpected();
    }

    public bool Accepts(StoredEntity entity) => accepts(entity);

    private static TableFilter ReadOr(FilterWords words)
    {
        var left = ReadAnd(words);
        while (words.Take("or"))
        {
            var (one, other) = (left, ReadAnd(words));
            left = new TableFilter(entity => one.accepts(entity) || other.accepts(entity));
        }

        return left;
    }

    private static TableFilter ReadAnd(FilterWords words)
    {
        var left = ReadNot(words);
        while (words.Take("and"))
        {
            var (one, other) = (left, ReadNot(words));
            left = new TableFilter(entity => one.accepts(entity) && other.accepts(entity))
            {
                Partition = one.Partition ?? other.Partition,
                LeastRow = string.CompareOrdinal(one.LeastRow, other.LeastRow) >= 0 ? one.LeastRow : other.LeastRow,
                LastRow = other.LastRow == AfterAll || (one.LastRow != AfterAll && string.CompareOrdinal(one.LastRow, other.LastRow) <= 0) ? one.LastRow : other.LastRow,
            };
        }

        return left;
    }

    private static TableFilter ReadNot(FilterWords words)
    {
        if (words.Take("not"))
        {
            var inner = ReadNot(words);
            return new TableFilter(entity => !inner.accepts(entity));
        }

        if (!words.Take("("))
            return ReadComparison(words);
        var filter = ReadOr(words);
        return words.Take(")") ? filter : throw words.Unexpected();
    }

    private static TableFilter ReadComparison(FilterWords words)
    {
        var name = words.Next();
        if (name is "true" or "false")
            return new TableFilter(_ => name == "true");
        var operation = words.Next();
        var value = words.NextValue();
        Func<int, bool> holds = operation switch
        {
            "eq" => order => order == 0,
            "ne" => order => order != 0,
            "lt" => order => order < 0,
            "le" => order => order <= 0,
            "gt" => order => order > 0,
            "ge" => order => order >= 0,
            _ => throw words.Unexpected(),
        };
        return new TableFilter(entity => entity.Value(name) is { } stored && TableValue.Compare(stored, value) is { } order && holds(order))
        {
            Partition = name == "PartitionKey" && operation == "eq" ? value as string : null,
            LeastRow = name == "RowKey" && operation is "eq" or "ge" or "gt" && value is string least ? least : "",
            LastRow = name == "RowKey" && operation is "eq" or "le" or "lt" && value is string last ? last : AfterAll,
        };
    }
}
