using System.Globalization;
using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>Range of a number; null where there is no bound.</summary>
internal readonly record struct NumberBounds(double? Min, double? Max, double? Above, double? Below)
{
    public bool Contain(double value) =>
        !(value < Min) && !(value > Max) && !(value <= Above) && !(value >= Below);

    public void Describe(JsonObject schema)
    {
        Add(schema, "minimum", Min);
        Add(schema, "maximum", Max);
        Add(schema, "exclusiveMinimum", Above);
        Add(schema, "exclusiveMaximum", Below);
    }

    public override string ToString()
    {
        var low = Min is { } min ? Say($"at least {min}") : Above is { } above ? Say($"above {above}") : null;
        var high = Max is { } max ? Say($"at most {max}") : Below is { } below ? Say($"below {below}") : null;
        return (low, high) switch
        {
            (null, null) => "",
            (null, _) => $" {high}",
            (_, null) => $" {low}",
            _ => $" {low} and {high}",
        };
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Add(JsonObject schema, string keyword, double? bound)
    {
        if (bound is { } value)
            schema.Add(keyword, value);
    }
}
