namespace Serverless.Core.Reporting.Documents;

/// <summary>One value of a report: exact for programs, formatted by <see cref="CellText"/> for people.</summary>
public readonly record struct Cell
{
    /// <summary>Why a figure is missing when the sample is too small for it.</summary>
    public const string NotEnoughData = "not enough data";

    private Cell(CellKind kind, double? number, string? text, DateTime? time) => (Kind, Number, Words, Instant) = (kind, number, text, time);

    /// <summary>What it is.</summary>
    public CellKind Kind { get; }

    /// <summary>The number of all kinds but texts and times; null where the figure is not defined.</summary>
    public double? Number { get; }

    /// <summary>The text of a <see cref="CellKind.Text"/>; of another kind, why there is no value, or null.</summary>
    public string? Words { get; }

    /// <summary>The UTC time of a <see cref="CellKind.Date"/> or <see cref="CellKind.Time"/>.</summary>
    public DateTime? Instant { get; }

    /// <summary>Whether there is a value.</summary>
    public bool HasValue => Kind == CellKind.Text ? Words is not null : Number is not null || Instant is not null;

    /// <summary>Words.</summary>
    public static Cell Text(string? text) => new(CellKind.Text, null, text, null);

    /// <summary>A figure; what is not finite counts as undefined.</summary>
    /// <param name="kind">Any but texts and times.</param>
    /// <param name="number">The figure.</param>
    /// <param name="absent">Why there is none; null for "not defined".</param>
    public static Cell Of(CellKind kind, double? number, string? absent = null) =>
        number is { } value && double.IsFinite(value) ? new Cell(kind, value, null, null) : new Cell(kind, null, absent, null);

    /// <summary>A share.</summary>
    public static Cell Percent(double? share) => Of(CellKind.Percent, share);

    /// <summary>A ratio.</summary>
    public static Cell Ratio(double? ratio) => Of(CellKind.Ratio, ratio);

    /// <summary>An amount in quote currency.</summary>
    public static Cell Money(double? amount) => Of(CellKind.Money, amount);

    /// <summary>A count.</summary>
    public static Cell Count(double? count) => Of(CellKind.Count, count);

    /// <summary>A quantity or price.</summary>
    public static Cell Quantity(double? number) => Of(CellKind.Number, number);

    /// <summary>A number of days.</summary>
    public static Cell Days(double? days) => Of(CellKind.Days, days);

    /// <summary>A UTC date; null for none.</summary>
    public static Cell Date(DateTime? date) => new(CellKind.Date, null, null, date);

    /// <summary>A UTC time; null for none.</summary>
    public static Cell Time(DateTime? time) => new(CellKind.Time, null, null, time);

    /// <summary>A figure that the sample is too small for.</summary>
    public static Cell TooFew(CellKind kind) => new(kind, null, NotEnoughData, null);

    /// <summary>The figure of a sample of <paramref name="size"/>, or "not enough data" below <paramref name="fewest"/>.</summary>
    public static Cell From(int size, int fewest, CellKind kind, double? number) => size < fewest ? TooFew(kind) : Of(kind, number);
}
