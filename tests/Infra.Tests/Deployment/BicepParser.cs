using System.Globalization;
using System.Text.RegularExpressions;

namespace Serverless.Infra.Tests.Deployment;

/// <summary>
/// Reads the part of Bicep that the templates use, and refuses everything else: its compiler is not in every registry. A template that it refuses is not
/// wrong; teach it the construct.
/// </summary>
internal sealed partial class BicepParser
{
    private readonly string file;
    private readonly List<(string Text, int Line)> tokens = [];
    private int at;

    private BicepParser(string text, string file)
    {
        this.file = file;
        var (position, line) = (0, 1);
        while (position < text.Length)
        {
            var match = Token().Match(text, position);
            if (!match.Success || match.Index != position || match.Length == 0)
                throw new FormatException($"{file}, line {line}: '{text[position]}' is not understood here.");
            if (match.Groups["token"].Success)
                tokens.Add((match.Value, line));
            line += match.Value.Count(c => c == '\n');
            position += match.Length;
        }
    }

    private string Current => at < tokens.Count ? tokens[at].Text : "";

    public static IReadOnlyList<BicepStatement> Parse(string text, string file)
    {
        var parser = new BicepParser(text, file);
        var statements = new List<BicepStatement>();
        while (parser.at < parser.tokens.Count)
            statements.Add(parser.Statement());
        return statements;
    }

    private BicepStatement Statement()
    {
        var decorators = new List<BicepSyntax.Call>();
        while (Accept("@"))
            decorators.Add((BicepSyntax.Call)Expression());
        var kind = Next();
        switch (kind)
        {
            case "targetScope":
                return new(kind, "", "", Assigned(), decorators);
            case "using":
                return new(kind, "", Plain(Expression()), null, decorators);
            case "var":
                return new(kind, Next(), "", Assigned(), decorators);
            case "param":
                var (name, type) = (Next(), Current == "=" ? "" : Next());
                return new(kind, name, type, Current == "=" ? Assigned() : null, decorators);
            case "output":
                return new(kind, Next(), Next(), Assigned(), decorators);
            case "resource" or "module":
                return new(kind, Next(), Plain(Expression()), Assigned(), decorators);
            default:
                at--;
                throw Error($"'{kind}' is no statement");
        }
    }

    private BicepSyntax Assigned()
    {
        Expect("=");
        return Expression();
    }

    private BicepSyntax Expression()
    {
        var value = Primary();
        while (Accept("."))
            value = new BicepSyntax.Member(value, Next());
        if (!Accept("?"))
            return value;
        var then = Expression();
        Expect(":");
        return new BicepSyntax.Choice(value, then, Expression());
    }

    private BicepSyntax Primary()
    {
        var token = Next();
        switch (token)
        {
            case "{":
                return Properties();
            case "[":
                return Accept("for") ? Loop() : Items("]");
            case "true" or "false":
                return new BicepSyntax.Literal(token == "true");
            case "null":
                return new BicepSyntax.Literal(null);
        }

        if (token[0] == '\'')
            return Text(token[1..^1]);
        if (long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new BicepSyntax.Literal(number);
        if (!char.IsLetter(token[0]))
            throw Error($"'{token}' begins no value");
        return Accept("(") ? new BicepSyntax.Call(token, Items(")").Values) : new BicepSyntax.Name(token);
    }

    private BicepSyntax.Items Items(string end)
    {
        var items = new List<BicepSyntax>();
        while (!Accept(end))
        {
            items.Add(Expression());
            Accept(",");
        }

        return new BicepSyntax.Items(items);
    }

    private BicepSyntax.Properties Properties()
    {
        var properties = new List<(BicepSyntax, BicepSyntax)>();
        while (!Accept("}"))
        {
            var name = Next();
            Expect(":");
            properties.Add((name[0] == '\'' ? Text(name[1..^1]) : new BicepSyntax.Literal(name), Expression()));
        }

        return new BicepSyntax.Properties(properties);
    }

    private BicepSyntax.Loop Loop()
    {
        var item = Next();
        Expect("in");
        var source = Expression();
        Expect(":");
        var body = Expression();
        Expect("]");
        return new BicepSyntax.Loop(item, source, body);
    }

    private BicepSyntax.Text Text(string text)
    {
        var parts = new List<BicepSyntax>();
        foreach (Match match in TextPart().Matches(text))
        {
            parts.Add(match.Groups["inner"].Success
                ? new BicepParser(match.Groups["inner"].Value, file).Expression()
                : new BicepSyntax.Literal(match.Value));
        }

        return new BicepSyntax.Text(parts);
    }

    private string Plain(BicepSyntax text) => text is BicepSyntax.Text { Parts: [BicepSyntax.Literal { Value: string plain }] } ? plain : throw Error("a plain text is expected");

    private string Next() => at < tokens.Count ? tokens[at++].Text : throw Error("something is missing at the end");

    private bool Accept(string token)
    {
        if (Current != token)
            return false;
        at++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Accept(token))
            throw Error($"'{token}' is expected, not '{Current}'");
    }

    private FormatException Error(string problem) => new($"{file}, line {(tokens.Count == 0 ? 1 : tokens[Math.Min(at, tokens.Count - 1)].Line)}: {problem}.");

    [GeneratedRegex(@"\s+|//[^\n]*|(?<token>'(?:[^'\\\n]|\\.)*'|[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@=.,:?(){}\[\]])")]
    private static partial Regex Token();

    [GeneratedRegex(@"\$\{(?<inner>[^}]*)\}|(?:[^$]|\$(?!\{))+")]
    private static partial Regex TextPart();
}
