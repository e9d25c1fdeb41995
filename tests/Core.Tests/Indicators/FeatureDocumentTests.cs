using System.Globalization;
using Serverless.Core.Indicators;
using Serverless.Testing;

namespace Serverless.Core.Tests.Indicators;

/// <summary>The table of docs/features.md is the catalog's.</summary>
public sealed class FeatureDocumentTests
{
    [Fact]
    public void Document_Table_IsThatOfTheCatalog()
    {
        var document = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "features.md")).ReplaceLineEndings("\n");
        var table = string.Join('\n', Table());

        Assert.True(
            document.Contains("\n\n" + table + "\n\n", StringComparison.Ordinal),
            $"docs/features.md and the catalog disagree; the table has to be:\n{table}");
    }

    private static IEnumerable<string> Table() => FeatureCatalog.All.Select(Row).Prepend("|---|---|---|---|---|")
        .Prepend("| feature | outputs, with their warm-up at the defaults | parameters (default) | convention | source |");

    private static string Row(Feature feature)
    {
        var outputs = feature.Outputs.Select(output => $"{output.Name} {output.WarmUp(feature.Defaults)}");
        var parameters = feature.Parameters.Select(parameter =>
            string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} {parameter.Min} … {parameter.Max} ({parameter.Default})"));
        return $"| `{feature.Name}` | {string.Join(", ", outputs)} | {string.Join(", ", parameters)} | "
            + $"{feature.Convention.Replace("|", "\\|", StringComparison.Ordinal)} | {feature.Source} |";
    }
}
