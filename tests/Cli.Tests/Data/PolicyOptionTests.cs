using Serverless.Cli.Data;
using Serverless.Core.MarketData;

namespace Serverless.Cli.Tests.Data;

public sealed class PolicyOptionTests
{
    [Fact]
    public void Parse_Options_ChangeTheDefaultPolicy()
    {
        var policy = PolicyOption.Parse(["Gap=RefuseFile", "badtick = quarantinerow"]);

        Assert.Equal(DefectAction.RefuseFile, policy.ActionFor(DataDefect.Gap));
        Assert.Equal(DefectAction.QuarantineRow, policy.ActionFor(DataDefect.BadTick));
        Assert.Equal(ImportPolicy.Default.ActionFor(DataDefect.Banner), policy.ActionFor(DataDefect.Banner));
    }

    [Theory]
    [InlineData("Gap", "write Defect=Action")]
    [InlineData("Gaps=Flag", "there is no 'Gaps'")]
    [InlineData("Gap=Ignore", "there is no 'Ignore'; known are Flag")]
    [InlineData("Empty=Flag", "Empty cannot be met with Flag")]
    public void Parse_WrongOption_NamesIt(string option, string message)
    {
        var error = Assert.Throws<CommandException>(() => PolicyOption.Parse([option]));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.StartsWith($"--policy {option}", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
