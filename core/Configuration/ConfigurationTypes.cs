using System.Collections.Immutable;
using System.Numerics;

namespace Serverless.Core.Configuration;

/// <summary>The kinds of values that configurations are made of; <see cref="ConfigurationRecord{T}"/> puts them together.</summary>
public static class ConfigurationTypes
{
    /// <summary>A finite number.</summary>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="above">The value must be larger than this.</param>
    /// <param name="below">The value must be smaller than this.</param>
    public static ConfigurationType<double> Number(double? min = null, double? max = null, double? above = null, double? below = null) =>
        new NumberType(new NumberBounds(min, max, above, below));

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public static ConfigurationType<T> Whole<T>(T min, T max)
        where T : struct, IBinaryInteger<T> => new WholeType<T>(min, max);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static ConfigurationType<bool> Flag { get; } = new FlagType();

    /// <summary>A text that is not blank.</summary>
    public static ConfigurationType<string> Text { get; } = new TextType();

    /// <summary>A text that is not blank, or <c>null</c> for none.</summary>
    public static ConfigurationType<string?> OptionalText { get; } = new OptionalTextType();

    /// <summary>
    /// A time: an ISO 8601 date, or date and time (of UTC unless it says its offset), or milliseconds since 1970. Given as UTC.
    /// </summary>
    public static ConfigurationType<DateTime> Instant { get; } = new InstantType();

    /// <summary>A member of an enumeration, in snake case; hyphens are taken for underscores.</summary>
    public static ConfigurationType<T> Choice<T>()
        where T : struct, Enum => ChoiceType<T>.OfEnum<T>();

    /// <summary>One of some names.</summary>
    public static ConfigurationType<T> Choice<T>(params ImmutableArray<(string Name, T Value)> choices)
        where T : notnull => new ChoiceType<T>(choices);

    /// <summary>Values in order.</summary>
    /// <param name="item">Their kind.</param>
    /// <param name="minCount">Fewest values.</param>
    public static ConfigurationType<ImmutableArray<T>> List<T>(ConfigurationType<T> item, int minCount = 0) => new ListType<T>(item, minCount);

    /// <summary>A value, or <c>null</c> for none.</summary>
    public static ConfigurationType<T?> Optional<T>(ConfigurationType<T> type)
        where T : struct => new OptionalType<T>(type);

    /// <summary>Keys with values, or <c>null</c> for none.</summary>
    public static ConfigurationType<T?> OptionalKeys<T>(ConfigurationType<T> type)
        where T : class => new OptionalKeysType<T>(type);

    /// <summary>Values by names of which some are known: what is given lies over what is there, and <c>null</c> takes a name away.</summary>
    /// <param name="noun">What is named, for messages, for example <c>model</c>.</param>
    /// <param name="known">Names, each with the kind of its value.</param>
    /// <param name="other">Kind of values under other names; null where no others are allowed.</param>
    public static ConfigurationType<ImmutableSortedDictionary<string, T>> Named<T>(
        string noun, IEnumerable<(string Name, ConfigurationType<T> Type)> known, ConfigurationType<T>? other = null) =>
        new NamedType<T>(noun, [.. known], other);

    /// <summary>Values of one kind by names that are free.</summary>
    public static ConfigurationType<ImmutableSortedDictionary<string, T>> Map<T>(string noun, ConfigurationType<T> type) =>
        new NamedType<T>(noun, [], type);

    /// <summary>Values of one kind by names that are known.</summary>
    public static ConfigurationType<ImmutableSortedDictionary<string, T>> Named<T>(string noun, IEnumerable<string> known, ConfigurationType<T> type) =>
        new NamedType<T>(noun, [.. known.Select(name => (name, type))], null);
}
