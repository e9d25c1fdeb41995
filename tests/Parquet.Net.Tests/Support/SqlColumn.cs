using System.Globalization;
using Parquet.File.Values.Primitives;
using Parquet.Schema;

namespace Parquet.Net.Tests.Support;

/// <summary>How DuckDB and we spell the values of a column, so that both can be compared as texts.</summary>
/// <param name="Expression">SQL of the spelling, with {0} for the column.</param>
/// <param name="Theirs">Makes DuckDB's text canonical.</param>
/// <param name="Ours">The canonical text of a value that we hold.</param>
internal sealed record SqlColumn(string Expression, Func<string, string> Theirs, Func<object, string> Ours)
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The SQL of the spelling of a column.</summary>
    public string Select(string column) => $"({string.Format(Invariant, Expression, $"\"{column}\"")})::VARCHAR";

    public static SqlColumn For(DataField field) => field.ClrType switch
    {
        var type when type == typeof(bool) => new("{0}", text => text, value => (bool)value ? "true" : "false"),
        var type when type == typeof(float) => new("{0}", text => Bits(float.Parse(Number(text), Invariant)), value => Bits((float)value)),
        var type when type == typeof(double) => new("{0}", text => Bits(double.Parse(Number(text), Invariant)), value => Bits((double)value)),
        var type when type == typeof(decimal) => new("{0}", text => Plain(decimal.Parse(text, Invariant)), value => Plain((decimal)value)),
        var type when type == typeof(string) => new("{0}", text => text, value => (string)value),
        var type when type == typeof(byte[]) => new("hex({0})", text => text, value => Convert.ToHexString((byte[])value)),
        var type when type == typeof(Guid) => new("{0}", text => text, value => value.ToString()!),
        var type when type == typeof(TimeSpan) => new("{0}", text => TimeSpan.Parse(text.Split('+')[0], Invariant).ToString(), value => value.ToString()!),
        var type when type == typeof(Interval) => new(
            "datepart('year', {0}) * 12 + datepart('month', {0}) || 'm ' || datepart('day', {0}) || 'd ' || epoch_ms({0} - to_months(datepart('year', {0})::int * 12 + datepart('month', {0})::int) - to_days(datepart('day', {0})::int)) || 'ms'",
            text => text, value => value.ToString()!),
        var type when type == typeof(DateTime) => field is DateTimeDataField { Unit: DateTimeTimeUnit.Nanos }
            ? new("epoch_ns({0})", text => text, value => $"{(((DateTime)value).Ticks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick}")
            : new("epoch_us({0})", text => text, value => $"{(((DateTime)value).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond}"),
        _ => new("{0}", text => text, value => Convert.ToString(value, Invariant)!),
    };

    public static void AssertEqual(DataField field, IEnumerable<string?> expected, IEnumerable<string?> actual)
    {
        var (left, right) = (expected.ToList(), actual.ToList());
        var row = Enumerable.Range(0, Math.Min(left.Count, right.Count)).FirstOrDefault(row => left[row] != right[row], -1);
        Assert.True(row < 0, row < 0 ? "" : $"{field}, row {row}: '{left[row]}' was written, '{right[row]}' is read.");
        Assert.True(left.Count == right.Count, $"{field}: {left.Count} values were written, {right.Count} are read.");
    }

    static string Number(string text) => text switch
    {
        "nan" => "NaN",
        "inf" => "Infinity",
        "-inf" => "-Infinity",
        _ => text,
    };

    static string Bits(double value) => double.IsNaN(value) ? "NaN" : $"{BitConverter.DoubleToInt64Bits(value):X}";

    static string Bits(float value) => float.IsNaN(value) ? "NaN" : $"{BitConverter.SingleToInt32Bits(value):X}";

    static string Plain(decimal value) => (value / 1.0000000000000000000000000000m).ToString(Invariant);
}
