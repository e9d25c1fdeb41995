using System.Globalization;
using Serverless.Core.Reporting.Documents;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Labels of an axis: as many decimals as its step needs.</summary>
internal static class AxisText
{
    public static string Of(CellKind kind, double value, double step)
    {
        var isShare = kind is CellKind.Percent or CellKind.FinePercent;
        var (number, unit) = isShare ? (value * 100, step * 100) : (value, step);
        var decimals = unit >= 1 || unit <= 0 ? 0 : Math.Min(6, (int)Math.Ceiling(-Math.Log10(unit) - 1e-9));
        // Steps of 2.5 need one more.
        if (unit > 0 && decimals < 6 && Math.Abs((unit * Math.Pow(10, decimals)) - Math.Round(unit * Math.Pow(10, decimals))) > 1e-6)
            decimals++;
        var text = Math.Abs(number).ToString($"N{decimals}", CultureInfo.InvariantCulture);
        var sign = number < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "−" : "";
        return $"{sign}{text}{(isShare ? " %" : "")}";
    }
}
