using Serverless.Cli.Simulation;
using Serverless.Core.Configuration;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Simulation;

public sealed class SimulationSettingsTests
{
    [Fact]
    public void HostSettings_WithoutAFile_AreTheProductsDefaults()
    {
        var settings = HostSettings.Of(new SimulationSettings()).ToDictionary();
        Assert.Equal(
            ("1", "60", "", "365", "1", "30", "1000000", "0.05", "0.15"),
            (settings["Evaluation__Seed"], settings["Evaluation__Strategies"], settings["Evaluation__Symbols"], settings["Evaluation__TrainDays"], settings["Lifecycle__MinEvidence"],
                settings["Lifecycle__StreakDays"], settings["Lifecycle__Capital"], settings["Lifecycle__Sizing__MaxShare"], settings["Monitoring__BenchmarkLag"]));
    }

    [Fact]
    public void HostSettings_OfAFile_HaveWhatItSays()
    {
        var settings = HostSettings.Of(Read(
            """
            symbols: [BTC, SPY]
            lifecycle: { seats: 5, min_survival: 0.6, sizing: { target_volatility: 0.2 } }
            regimes: { volatility_index: VIX9D }
            """)).ToDictionary();
        Assert.Equal(
            ("BTC,SPY", "5", "0.6", "0.2", "VIX9D"),
            (settings["Evaluation__Symbols"], settings["Lifecycle__Seats"], settings["Lifecycle__MinSurvival"], settings["Lifecycle__Sizing__TargetVolatility"], settings["Regimes__volatilityindex"]));
    }

    [Theory]
    [InlineData("lifecycle: { min_evidence: 2 }", "lifecycle.min_evidence")]
    [InlineData("lifecycle: { min_survival: -0.1 }", "lifecycle.min_survival")]
    [InlineData("lifecycle: { top_share: 0 }", "lifecycle.top_share")]
    [InlineData("strategies: 10", "strategies")]
    [InlineData("monitorin: {}", "did you mean 'monitoring'?")]
    public void Read_WhatIsOutOfRange_IsAnErrorAtItsKey(string yaml, string expected) =>
        Assert.Contains(expected, Assert.Throws<ConfigurationException>(() => Read(yaml)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("simulation-lower-bar.yaml", "lower-bar", 0.35)]
    [InlineData("simulation-universe.yaml", "default", 1)]
    [InlineData("simulation-six-years.yaml", "default", 1)]
    public void Read_TheExamplesOfTheDocumentation_AreSettings(string file, string profile, double evidence)
    {
        var settings = Read(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "examples", file)));
        Assert.Equal((profile, evidence), (settings.Profile, settings.Lifecycle.MinEvidence));
    }

    private static SimulationSettings Read(string yaml) => SimulationSchema.Settings.Read(ConfigurationDocument.Parse(yaml, "settings.yaml"));
}
