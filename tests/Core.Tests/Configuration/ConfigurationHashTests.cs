using Serverless.Core.Configuration;

namespace Serverless.Core.Tests.Configuration;

public sealed class ConfigurationHashTests
{
    [Fact]
    public void Of_EqualSettings_IsEqual() => Assert.Equal(ConfigurationHash.Of(new Sample(3, 0.1)), ConfigurationHash.Of(new Sample(3, 0.1)));

    [Fact]
    public void Of_OneSettingChanged_Differs() => Assert.NotEqual(ConfigurationHash.Of(new Sample(3, 0.1)), ConfigurationHash.Of(new Sample(3, 0.2)));

    // printf '{"Days":3,"Rate":0.1}' | sha256sum
    [Fact]
    public void Of_KnownSettings_IsSha256OfTheirJson() =>
        Assert.Equal("da4fce8e350b335e5e527280efab0cfa868b0d7e16cca883457e983929c086f8", ConfigurationHash.Of(new Sample(3, 0.1)));

    private sealed record Sample(int Days, double Rate);
}
