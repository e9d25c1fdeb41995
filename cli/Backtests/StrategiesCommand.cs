using System.CommandLine;
using System.Globalization;
using Serverless.Core.Strategies;
using Spectre.Console;

namespace Serverless.Cli.Backtests;

/// <summary><c>strategies</c>: what can be run, and what it asks for.</summary>
internal static class StrategiesCommand
{
    public static Command Create(StrategyLibrary strategies) => new("strategies", "The strategies that can be run.") { List(strategies), Show(strategies) };

    private static Command List(StrategyLibrary strategies)
    {
        var json = new Option<bool>("--json") { Description = "Print them with their inputs as one JSON document." };
        var command = new Command("list", "List the strategies.") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
                Console.WriteLine(CommandJson.Serialize(strategies.All.Select(definition => definition.Schema)));
            else
                Consoles.Output.Write(Table(strategies));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show(StrategyLibrary strategies)
    {
        var name = new Argument<string>("name") { Description = "Name of the strategy." };
        var json = new Option<bool>("--json") { Description = "Print it as one JSON document." };
        var command = new Command("show", "Show one strategy and its inputs.") { name, json };
        command.SetAction(parsed =>
        {
            var schema = Find(strategies, parsed.GetValue(name)!).Schema;
            if (parsed.GetValue(json))
                Console.WriteLine(CommandJson.Serialize(schema));
            else
                Write(schema);
            return ExitCode.Success;
        });
        return command;
    }

    private static StrategyDefinition Find(StrategyLibrary strategies, string name)
    {
        try
        {
            return strategies.Get(name);
        }
        catch (ArgumentException error)
        {
            throw new CommandException(Reason.Of(error), ExitCode.Usage, error);
        }
    }

    private static Table Table(StrategyLibrary strategies)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "strategy", "idea", "inputs", "what it does" })
            table.AddColumn(new TableColumn(heading) { NoWrap = heading is "strategy" or "idea" });
        foreach (var schema in strategies.All.Select(definition => definition.Schema))
            table.AddRow(Markup.Escape(schema.Name), schema.Category.ToString(), Markup.Escape(string.Join(", ", schema.Inputs.Select(input => input.Name))), Markup.Escape(schema.Description));
        return table;
    }

    private static void Write(StrategySchema schema)
    {
        Consoles.Output.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{schema.Name}[/] version {schema.Version}, {schema.Category}");
        Consoles.Output.WriteLine(schema.Description);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "input", "kind", "default", "values", "meaning" })
            table.AddColumn(new TableColumn(heading) { NoWrap = heading is not "meaning" });
        foreach (var input in schema.Inputs)
            table.AddRow(Markup.Escape(input.Name), input.Kind.ToString(), Markup.Escape(input.Format(input.Default)), Markup.Escape(Values(input)), Markup.Escape(input.Description));
        Consoles.Output.Write(table);
    }

    private static string Values(StrategyInput input) => input.Kind switch
    {
        StrategyInputKind.Bool => "false, true",
        StrategyInputKind.Choice => string.Join(", ", input.Choices),
        _ => string.Create(CultureInfo.InvariantCulture, $"{input.Min}..{input.Max}:{input.Step}"),
    };
}
