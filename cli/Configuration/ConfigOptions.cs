using System.CommandLine;
using Serverless.Core.Configuration;

namespace Serverless.Cli.Configuration;

/// <summary>The options by which a command is told which configuration to read.</summary>
internal sealed class ConfigOptions(IReadOnlyList<ConfigFormat> formats)
{
    private readonly Argument<string[]> files = new("files") { Description = "YAML or JSON; each is laid over those before it: a base, then an experiment.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string[]> set = new("--set") { Description = "Any key over all files, for example --set risk.leverage=1; repeatable." };
    private readonly Option<string?> kind = Kind(formats);
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document." };

    public static Option<string?> Kind(IReadOnlyList<ConfigFormat> formats)
    {
        var option = new Option<string?>("--kind") { Description = "What it configures; found from the keys where it is not said." };
        option.AcceptOnlyFromAmong([.. formats.Select(format => format.Name)]);
        return option;
    }

    public void AddTo(Command command)
    {
        command.Add(files);
        command.Add(set);
        command.Add(kind);
        command.Add(json);
    }

    public ConfigView ViewOf(ParseResult parsed) => new(parsed.InvocationConfiguration.Output, parsed.GetValue(json));

    /// <exception cref="ConfigurationException">It has errors; all are told.</exception>
    /// <exception cref="CommandException">A file cannot be read, or the kind cannot be told.</exception>
    public async Task<ConfigRead> ReadAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var paths = parsed.GetValue(files)!;
        var document = await ConfigFiles.ReadAsync(paths, parsed.GetValue(set) ?? [], cancellation);
        var name = parsed.GetValue(kind);
        var format = name is null ? ConfigFormat.Of(document, formats) : formats.Single(format => format.Name == name);
        var (values, hash) = format.Read(document);
        return new ConfigRead(format.Name, paths, document, values, hash);
    }
}
