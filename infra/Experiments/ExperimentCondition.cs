using System.Globalization;
using System.Text.RegularExpressions;

namespace Serverless.Infra.Experiments;

/// <summary>What a field of a record must be, such as <c>sharpe&gt;1</c>; a record without the field does not fit.</summary>
/// <param name="Field">A field; see <see cref="ExperimentField"/>.</param>
/// <param name="Relation">One of <c>=</c>, <c>!=</c>, <c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c> and <c>&lt;=</c>.</param>
/// <param name="Value">A number or a text; numbers are compared as such where both sides are.</param>
public sealed partial record ExperimentCondition(string Field, string Relation, string Value)
{
    /// <summary>Reads a condition.</summary>
    /// <exception cref="FormatException">The text is none, or compares the order of texts.</exception>
    public static ExperimentCondition Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            throw new FormatException($"'{text}' is no condition; write one as sharpe>1 or parameters.fast=20.");
        var condition = new ExperimentCondition(match.Groups["field"].Value, match.Groups["relation"].Value, match.Groups["value"].Value);
        return condition.Relation is "=" or "!=" || ExperimentField.Number(condition.Value) is not null
            ? condition
            : throw new FormatException($"'{text}': '{condition.Value}' is no number; texts are compared with = and != only.");
    }

    /// <summary>Whether a record fits.</summary>
    public bool Holds(ExperimentRecord record)
    {
        if (ExperimentField.Of(record, Field) is not { } text)
            return false;
        return ExperimentField.Number(text) is { } number && ExperimentField.Number(Value) is { } limit
            ? Compare(number, limit)
            : Relation switch
            {
                "=" => text.Equals(Value, StringComparison.OrdinalIgnoreCase),
                "!=" => !text.Equals(Value, StringComparison.OrdinalIgnoreCase),
                _ => false,
            };
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Field}{Relation}{Value}");

    private bool Compare(double number, double limit) => Relation switch
    {
        "=" => number.Equals(limit),
        "!=" => !number.Equals(limit),
        ">" => number > limit,
        ">=" => number >= limit,
        "<" => number < limit,
        _ => number <= limit,
    };

    [GeneratedRegex(@"\A\s*(?<field>[^\s<>=!][^<>=!]*?)\s*(?<relation>>=|<=|!=|=|>|<)\s*(?<value>[^\s<>=!].*?)\s*\z")]
    private static partial Regex Pattern();
}
