using System.Globalization;
using Microsoft.AspNetCore.Http;
using Serverless.Infra.Experiments;

namespace Serverless.Functions.Api;

/// <summary>Reads which experiments are asked for.</summary>
internal static class ExperimentQueries
{
    /// <summary>Most runs of a comparison.</summary>
    public const int MostCompared = 20;

    /// <summary>Most days between <c>from</c> and <c>to</c>: ten years, as long as anything is kept.</summary>
    public const int MostDays = 3660;

    /// <summary>Most conditions at once.</summary>
    public const int MostConditions = 20;

    private const int UsualPage = 100;
    private const char Between = ' '; // neither ids nor names have one
    private static readonly string[] Known = ["name", "from", "to", "model", "where", "sort", .. Pages.Keys];

    /// <summary>The token of the page behind a record.</summary>
    public static string TokenOf(ExperimentRecord record) => $"{record.Id}{Between}{record.Name}";

    /// <exception cref="FormatException">A parameter is unknown, or is not what it must be; the message names it.</exception>
    public static ExperimentQuery Read(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(key => !Known.Contains(key)) is { } unknown)
            throw new FormatException($"There is no parameter '{unknown}'; there are {string.Join(", ", Known)}.");
        var (from, to) = Span(query);
        if (query["where"].Count > MostConditions)
            throw new FormatException($"where: {query["where"].Count} conditions; ask with {MostConditions} at most.");
        var sort = One(query, "sort");
        return new ExperimentQuery
        {
            Name = One(query, "name"),
            From = from,
            To = to,
            Model = One(query, "model")?.Split('@', 2) switch
            {
                null => null,
                [var name, var version] => new ExperimentModel(name, version),
                var parts => new ExperimentModel(parts[0], ""),
            },
            Conditions = [.. query["where"].OfType<string>().Select(ExperimentCondition.Parse)],
            Sort = sort?.Split(':')[0],
            Ascending = sort?.EndsWith(":asc", StringComparison.Ordinal) ?? false,
            After = Pages.Token(query)?.Split(Between) switch
            {
                null => null,
                [var id, var name] => new ExperimentKey(id, name),
                _ => throw new FormatException("Follow nextLink as it was given."),
            },
            Limit = Pages.Size(query, UsualPage),
        };
    }

    /// <summary>The runs to be compared; null for fewer than two or too many.</summary>
    public static string[]? ReadIds(IQueryCollection query) =>
        string.Join(',', query["ids"].OfType<string>()).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            is { Length: >= 2 and <= MostCompared } ids ? ids : null;

    private static (DateTimeOffset? From, DateTimeOffset? To) Span(IQueryCollection query)
    {
        var (from, to) = (Time(query, "from"), Time(query, "to"));
        if (from > to)
            throw new FormatException("from is after to: nothing lies between them.");
        return to - from is { } span && span > TimeSpan.FromDays(MostDays)
            ? throw new FormatException(FormattableString.Invariant($"from and to are {Math.Ceiling(span.TotalDays)} days apart; ask for {MostDays} at most, one part after the other."))
            : (from, to);
    }

    private static string? One(IQueryCollection query, string key) => query[key] is [{ Length: > 0 } value] ? value : null;

    private static DateTimeOffset? Time(IQueryCollection query, string key) => One(query, key) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw new FormatException($"{key}: '{text}' is not a time; write one as 2026-01-31 or 2026-01-31T16:00Z.");
}
