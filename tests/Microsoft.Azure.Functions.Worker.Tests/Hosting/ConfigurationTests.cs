using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.Tests.Hosting;

public sealed class ConfigurationTests
{
    [Fact]
    public void Build_HostJsonBroken_NamesFileAndLine()
    {
        var folder = new ScriptFolder("{\n  \"version\": \"2.0\",\n  \"extensions\": oops\n}");
        var error = Assert.Throws<InvalidDataException>(() => RunningHost.Build(folder, []));
        Assert.Contains($"{folder.Combine("host.json")}: line 3, column 17", error.Message);
    }

    [Fact]
    public void Build_LocalSettingsEncrypted_SaysWhatToDo()
    {
        var folder = new ScriptFolder(localSettings: """{ "IsEncrypted": true }""");
        Assert.Contains("func settings decrypt", Assert.Throws<InvalidDataException>(() => RunningHost.Build(folder, [])).Message);
    }

    [Fact]
    public void AddLocalSettings_LaterSources_WinOverTheFile()
    {
        var folder = new ScriptFolder(localSettings: """
            {
              // comments are allowed
              "Values": { "Low": "file", "High": "file", "Nested__Key": "n", "Number": 3 },
              "ConnectionStrings": { "Db": "c" },
            }
            """);
        var builder = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("High", "environment")]);
        new ScriptRoot(folder.Path).AddLocalSettings(builder);
        var settings = builder.Build();
        Assert.Equal(
            ("file", "environment", "n", "3", "c"),
            (settings["Low"], settings["High"], settings["Nested:Key"], settings["Number"], settings.GetConnectionString("Db")));
    }

    [Fact]
    public void Resolve_SettingReference_IsReplacedOrNamed()
    {
        var settings = Settings(("Name", "value"));
        Assert.Equal("a value b", SettingReference.Resolve("a %Name% b", settings, "x"));
        Assert.Contains("'Other'", Assert.Throws<InvalidOperationException>(() => SettingReference.Resolve("%Other%", settings, "x")).Message);
    }

    [Fact]
    public void Address_SeveralSettings_ArgumentsComeFirst()
    {
        Assert.Equal(["http://127.0.0.1:7071"], HttpAddress.From(Settings()));
        Assert.Equal(["http://localhost:1"], HttpAddress.From(Settings(("ASPNETCORE_URLS", "http://localhost:1"))));
        Assert.Equal(["http://127.0.0.1:2"], HttpAddress.From(Settings(("ASPNETCORE_URLS", "http://localhost:1"), ("FUNCTIONS_PORT", "2"))));
        Assert.Equal(["http://[::1]:3"], HttpAddress.From(Settings(("FUNCTIONS_PORT", "2"), ("urls", "http://[::1]:3"))));
        Assert.Equal(["http://127.0.0.1:0"], HttpAddress.From(Settings(("urls", "http://[::1]:3"), ("port", "0"))));
    }

    [Theory]
    [InlineData("port", "70000")]
    [InlineData("port", "-1")]
    [InlineData("FUNCTIONS_PORT", "http")]
    [InlineData("urls", "https://localhost:1")]
    public void Address_Malformed_NamesTheSetting(string setting, string value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => HttpAddress.From(Settings((setting, value))));
        Assert.Contains($"{setting} is '{value}'", error.Message);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))).Build();
}
