using System.CommandLine;
using System.Globalization;
using Serverless.Infra.Experiments;

namespace Serverless.Cli.Experiments;

/// <summary>The options by which a command is told which records are meant.</summary>
internal sealed class QueryOptions
{
    private readonly Option<string?> name = new("--name") { Description = "Runs of this experiment." };
    private readonly Option<string?> from = new("--from") { Description = "Runs recorded then or later, UTC: 2026-01-31, or with a time." };
    private readonly Option<string?> to = new("--to") { Description = "Runs recorded before then, UTC." };
    private readonly Option<string?> model = new("--model", "--strategy") { Description = "Runs of this strategy or model: NAME, or NAME@VERSION." };
    private readonly Option<string[]> where = new("--where") { Description = "What must hold, such as 'sharpe>1' or 'parameters.fast=20'; repeatable." };
    private readonly Option<string?> sort = new("--sort") { Description = "Order by a field, the largest first; with ':asc' behind it the smallest. Default: the newest first." };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[name, from, to, model, where, sort])
            command.Add(option);
    }

    /// <exception cref="CommandException">A time or a condition is not one.</exception>
    public ExperimentQuery Read(ParseResult parsed, int limit = int.MaxValue)
    {
        var order = parsed.GetValue(sort);
        return new ExperimentQuery
        {
            Name = parsed.GetValue(name),
            From = Time("--from", parsed.GetValue(from)),
            To = Time("--to", parsed.GetValue(to)),
            Model = parsed.GetValue(model) is not { } text ? null : text.Split('@', 2) is [var known, var version] ? new(known, version) : new(text, ""),
            Conditions = [.. (parsed.GetValue(where) ?? []).Select(Condition)],
            Sort = order?.Split(':')[0],
            Ascending = order?.EndsWith(":asc", StringComparison.Ordinal) ?? false,
            Limit = limit,
        };
    }

    private static ExperimentCondition Condition(string text)
    {
        try
        {
            return ExperimentCondition.Parse(text);
        }
        catch (FormatException error)
        {
            throw new CommandException($"--where: {error.Message}", ExitCode.Usage, error);
        }
    }

    private static DateTimeOffset? Time(string option, string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw new CommandException($"{option} '{text}' is not a time; write one as 2026-01-31 or 2026-01-31T16:00Z.", ExitCode.Usage);
}
