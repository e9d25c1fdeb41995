using Serverless.Cli.Demo;

namespace Serverless.Cli.Tests.Demo;

public sealed class DemoFolderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_KeepOrNot_DecidesWhetherTheFolderStays(bool keep)
    {
        var folder = new DemoFolder(null, keep);
        File.WriteAllText(Path.Combine(folder.Path, "file"), "x");

        folder.Dispose();

        Assert.Equal(keep, Directory.Exists(folder.Path));
        if (keep)
            Directory.Delete(folder.Path, recursive: true);
    }

    [Fact]
    public void Dispose_NamedFolder_Stays()
    {
        var name = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        new DemoFolder(name, keep: false).Dispose();

        Assert.True(Directory.Exists(name));
        Directory.Delete(name);
    }
}
