namespace Serverless.Core.Backtesting.Results;

/// <summary>Turns rows into columns.</summary>
/// <param name="rows">The rows.</param>
internal readonly struct Rows<T>(IReadOnlyList<T> rows)
{
    public ResultColumn Figures(string name, Func<T, double> value) => ResultColumn.Of(name, All(value));

    public ResultColumn Optional(string name, Func<T, double?> value) => ResultColumn.Of(name, All(value));

    public ResultColumn Whole(string name, Func<T, int> value) => ResultColumn.Of(name, All(value));

    public ResultColumn Flags(string name, Func<T, bool> value) => ResultColumn.Of(name, All(value));

    public ResultColumn Texts(string name, Func<T, string> value) => ResultColumn.Of(name, All(value));

    public ResultColumn Names<TEnum>(string name, Func<T, TEnum> value)
        where TEnum : struct, Enum => Texts(name, row => value(row).ToString());

    public ResultColumn Times(string name, Func<T, DateTime> value) => ResultColumn.Of(name, All(value));

    private TValue[] All<TValue>(Func<T, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        return values;
    }
}
