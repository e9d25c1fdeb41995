using Serverless.Core.Backtesting.Models;
using Serverless.Core.Configuration;

namespace Serverless.Core.Tests.Backtesting.Models;

/// <summary>Platform configurations as text.</summary>
internal static class PlatformTexts
{
    /// <summary>Nothing but three models with their budgets.</summary>
    public const string Bare = """
        models:
          EquityTrendModel_v1: {budget: 0.6}
          IndexMeanReversionModel_v1: {budget: 0.25}
          CryptoMomentumModel_v1: {budget: 0.15}
        """;

    public static PlatformConfiguration Read(params string[] texts) => PlatformSchema.BuiltIn.Read(
        texts.Select((text, index) => ConfigurationDocument.Parse(text, index == 0 ? "base.yaml" : "experiment.yaml"))
            .Aggregate((below, over) => below.Merge(over)));

    public static string Errors(params string[] texts) => Assert.Throws<ConfigurationException>(() => Read(texts)).Message;
}
