using System.CommandLine;
using Serverless.Core.Configuration;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Configuration;

/// <summary><c>config</c>: checks configurations, shows what they come to, and describes them for editors.</summary>
internal static class ConfigCommand
{
    public static Command Create(StrategyLibrary strategies)
    {
        var formats = ConfigFormat.All(strategies);
        return new Command("config", "Platform and run configurations: check them, show what they come to, describe them.")
        {
            Validate(formats),
            Show(formats),
            Schema(formats),
            ConfigStageCommand.Create(),
        };
    }

    private static Command Validate(IReadOnlyList<ConfigFormat> formats)
    {
        var options = new ConfigOptions(formats);
        var command = new Command("validate", "Tell everything that is wrong with a configuration, with file, line and column; exit code 4 when something is.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var view = options.ViewOf(parsed);
            try
            {
                view.WriteValid(await options.ReadAsync(parsed, cancellation));
                return ExitCode.Success;
            }
            catch (ConfigurationException error)
            {
                view.WriteErrors(error.Errors);
                return ExitCode.VerificationFailed;
            }
        });
        return command;
    }

    private static Command Show(IReadOnlyList<ConfigFormat> formats)
    {
        var options = new ConfigOptions(formats);
        var command = new Command("show", "Show a configuration as it is run: merged, with all defaults, and its hash; remarks say where values were given.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                options.ViewOf(parsed).Write(await options.ReadAsync(parsed, cancellation));
                return ExitCode.Success;
            }
            catch (ConfigurationException error)
            {
                throw new CommandException(error.Message, ExitCode.Usage, error);
            }
        });
        return command;
    }

    private static Command Schema(IReadOnlyList<ConfigFormat> formats)
    {
        var kind = ConfigOptions.Kind(formats);
        var overrides = new Option<bool>("--overrides") { Description = "Of files that lie over others, in which nothing need be given." };
        var command = new Command("schema", "Print the JSON schema, for editors; of platform configurations where no kind is said.") { kind, overrides };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(kind) ?? formats[0].Name;
            var schema = formats.Single(format => format.Name == name).Schema;
            parsed.InvocationConfiguration.Output.WriteLine(ConfigView.Text(parsed.GetValue(overrides) ? OverrideSchema.Of(schema) : schema));
            return ExitCode.Success;
        });
        return command;
    }
}
