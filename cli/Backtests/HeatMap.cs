using System.Globalization;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Strategies;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary>A figure over two parameters, from bad (dark) to good (bright): numbers where they fit, else shades.</summary>
internal static class HeatMap
{
    private const int LabelWidth = 12;
    private const string Shades = " ░▒▓█";

    // Dark blue over green to yellow, as viridis goes: the order of brightness survives any kind of colour vision.
    private static readonly (byte Red, byte Green, byte Blue)[] Colours = [(68, 1, 84), (59, 82, 139), (33, 145, 140), (94, 201, 98), (253, 231, 37)];

    public static void Write(
        IAnsiConsole console, StrategySchema strategy, SweepFigure figure, ParameterAxis down, ParameterAxis across, IReadOnlyList<SweepRow> rows)
    {
        var cells = rows.ToDictionary(row => (row.Parameters[down.Name], row.Parameters[across.Name]), figure.Of);
        var known = cells.Values.OfType<double>().Order().ToArray();
        if (known.Length == 0)
            return;
        var headings = across.Values.Select(value => strategy.Input(across.Name).Format(value)).ToArray();
        var width = Math.Max(headings.Max(heading => heading.Length), cells.Values.Max(value => FigureText.Of(figure, value).Length)) + 1;
        var hasRoom = LabelWidth + (width * headings.Length) <= console.Profile.Width;
        console.MarkupLineInterpolated($"{figure.Name.Replace('_', ' ')}: {down.Name} down, {across.Name} across ({headings[0]} … {headings[^1]})");
        if (hasRoom)
            console.WriteLine(new string(' ', LabelWidth) + string.Concat(headings.Select(heading => heading.PadLeft(width))));
        foreach (var value in down.Values)
        {
            var label = strategy.Input(down.Name).Format(value);
            var line = string.Concat(across.Values.Select(other => Cell(figure, cells.GetValueOrDefault((value, other)), known, hasRoom ? width : 2, hasRoom)));
            console.MarkupLine($"{Markup.Escape(label.PadLeft(LabelWidth - 1))} {line}");
        }
    }

    private static string Cell(SweepFigure figure, double? value, double[] known, int width, bool isNumber)
    {
        if (value is not { } number)
            return new string(' ', width);
        // By rank, not by size: one outlier would leave all others in one colour.
        var rank = known.Length == 1 ? 1 : (double)Array.BinarySearch(known, number) / (known.Length - 1);
        var goodness = figure.LessIsBetter ? 1 - rank : rank;
        var (red, green, blue) = ColourOf(goodness);
        var text = isNumber ? FigureText.Of(figure, number).PadLeft(width) : new string(Shades[(int)Math.Round(goodness * (Shades.Length - 1))], width);
        return string.Create(CultureInfo.InvariantCulture, $"[{(goodness > 0.6 ? "black" : "white")} on rgb({red},{green},{blue})]{Markup.Escape(text)}[/]");
    }

    private static (int Red, int Green, int Blue) ColourOf(double goodness)
    {
        var place = goodness * (Colours.Length - 1);
        var below = Math.Min((int)place, Colours.Length - 2);
        var (low, high, part) = (Colours[below], Colours[below + 1], place - below);
        return (Between(low.Red, high.Red), Between(low.Green, high.Green), Between(low.Blue, high.Blue));

        int Between(byte from, byte to) => (int)Math.Round(from + ((to - from) * part));
    }
}
