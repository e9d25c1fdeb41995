using System.Text.RegularExpressions;
using Serverless.Functions.Access;
using Serverless.Functions.Api.OpenApi;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Api;

/// <summary>docs/http-api.md and docs/security.md against what the functions declare.</summary>
public sealed partial class ApiDocumentationTests
{
    [Fact]
    public void Table_VerbsPathsAndRoles_AreThoseOfTheFunctions()
    {
        var documented = File.ReadLines(Path.Combine(RepositoryPaths.Root, "docs", "http-api.md"))
            .Where(line => FirstCell().IsMatch(line))
            .SelectMany(RoutesOf);
        var declared = ApiRoute.Of(typeof(ApiRoute).Assembly).Select(route => $"{route.Verb.ToUpperInvariant()} {route.Path}: {route.Role?.ToString().ToUpperInvariant() ?? "ANYBODY"}");

        Assert.Equal(declared.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Roles_InTheTableOfSecurity_AreAllOfThemInTheirOrder()
    {
        var documented = File.ReadLines(Path.Combine(RepositoryPaths.Root, "docs", "security.md"))
            .Select(line => RoleRow().Match(line))
            .Where(match => match.Success)
            .Select(match => (Role: Enum.Parse<Role>(match.Groups["role"].Value), Includes: match.Groups["includes"].Value))
            .ToList();

        Assert.Equal(Enum.GetValues<Role>().Order(), documented.Select(row => row.Role).Order());
        foreach (var (role, includes) in documented.Where(row => row.Includes != "–"))
        {
            var included = Enum.Parse<Role>(includes);
            Assert.All(Enum.GetValues<Role>(), other => Assert.Equal(role.Includes(other), other == role || included.Includes(other)));
        }
    }

    // `POST /a/{id}/pause`, `/resume`: what follows the first takes the place of its last part, unless it is a whole path.
    private static IEnumerable<string> RoutesOf(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        var role = cells[2].Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var spans = CodeSpan().Matches(cells[1]).Select(match => match.Groups[1].Value).ToList();
        var (verb, path) = (spans[0].Split(' ')[0], spans[0].Split(' ')[1].Split('?')[0]);
        return spans.Select((span, i) => i == 0 ? path : span.LastIndexOf('/') > 0 ? span : path[..path.LastIndexOf('/')] + span).Select(each => $"{verb} {each}: {role}");
    }

    [GeneratedRegex(@"^\| `(GET|POST|PUT|DELETE) ")]
    private static partial Regex FirstCell();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"^\| (?<role>Viewer|Analyst|Operator|PortfolioManager|Admin|Compliance) \| (?<includes>\S+) \|")]
    private static partial Regex RoleRow();
}
