using System.Globalization;
using Serverless.Core.Backtesting.Sweeps;

namespace Serverless.Cli.Backtests;

/// <summary>Figures of a sweep as people read them.</summary>
internal static class FigureText
{
    private static readonly string[] Shares = ["total_return", "cagr", "volatility", "max_drawdown", "exposure", "win_rate"];

    public static string Of(SweepFigure figure, double? value) => value switch
    {
        null => "–",
        { } share when Shares.Contains(figure.Name) => share.ToString("P1", CultureInfo.InvariantCulture),
        { } count when figure.Name == "trades" => count.ToString("N0", CultureInfo.InvariantCulture),
        { } number => number.ToString("N2", CultureInfo.InvariantCulture),
    };
}
