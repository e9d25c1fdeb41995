using System.Text.RegularExpressions;
using Serverless.Testing;

namespace Serverless.Core.Tests;

/// <summary>docs/requirements.md names tests that are there, and every requirement that it is about.</summary>
public sealed partial class RequirementsDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "requirements.md"));

    [Fact]
    public void Document_TestsItNames_Exist()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(path => Path.GetFileNameWithoutExtension(path)!);
        var named = TestName().Matches(Text).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct().ToList();

        Assert.True(named.Count > 60);
        Assert.All(named, test => Assert.Contains(sources[test.Class], path => Regex.IsMatch(File.ReadAllText(path), $@"\b{test.Method}\(")));
    }

    [Fact]
    public void Document_Requirements_AreAllThereOnce()
    {
        var expected = Ids("FR", 13, 37).Concat(Ids("FR", 45, 53)).Concat(Ids("FR", 55, 65)).Concat(Ids("SC", 1, 6)).Concat(["SC-008"]).Concat(Ids("SC", 10, 12));

        Assert.Equal(expected, RowName().Matches(Text).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Document_RequirementsAndScenariosOfTheDesk_AreAllThereOnce()
    {
        var expected = Ids("FR", 5, 9).Concat(Ids("FR", 13, 15)).Concat(Ids("SC", 1, 6)).Concat(Ids("SC", 9, 10))
            .Concat(["US1.1", "US1.2", "US1.3", "US1.4", "US2.1", "US2.2", "US2.3", "US2.4", "US3.1", "US3.2", "US3.3"]);

        Assert.Equal(expected, DeskRowName().Matches(Text).Select(match => match.Groups[1].Value));
    }

    private static IEnumerable<string> Ids(string kind, int first, int last) => Enumerable.Range(first, last - first + 1).Select(number => $"{kind}-{number:000}");

    [GeneratedRegex(@"`(\w+Tests)\.(\w+_\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| ((?:FR|SC)-\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex RowName();

    [GeneratedRegex(@"^\| desk ((?:FR|SC)-\d{3}|US\d\.\d)", RegexOptions.Multiline)]
    private static partial Regex DeskRowName();
}
