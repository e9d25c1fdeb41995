using Microsoft.Extensions.Options;
using Serverless.Functions.Access;

namespace Serverless.Functions.Tests.Access;

public sealed class AccessKeysTests
{
    private const string Viewer = "viewer-0123456789-0123456789-0123";
    private const string Analyst = "analyst-0123456789-0123456789-012";
    private const string Operator = "operator-0123456789-0123456789-01";

    [Theory]
    [InlineData(Viewer, Role.Viewer)]
    [InlineData(Analyst, Role.Analyst)]
    [InlineData(Operator, Role.Operator)]
    [InlineData("something else", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void RoleOf_PresentedKey_IsItsRole(string? presented, Role? expected) =>
        Assert.Equal(expected, Keys(Viewer, Analyst, Operator).RoleOf(presented));

    [Fact]
    public void RoleOf_PortfolioManagersKey_IsTheHighestRoleThatAKeyHas()
    {
        const string manager = "portfolio-0123456789-0123456789-0";
        var keys = new AccessKeys(Options.Create(new AccessOptions { OperatorKey = Operator, PortfolioManagerKey = manager }));

        Assert.Equal((Role.PortfolioManager, Role.Operator), (keys.RoleOf(manager), keys.RoleOf(Operator)));
    }

    [Fact]
    public void RoleOf_NoKeysConfigured_IsNobody() => Assert.Null(Keys(null, null, null).RoleOf(Viewer));

    [Fact]
    public void CallerOf_Key_IsAMachineAndNoPerson()
    {
        var caller = Keys(Viewer, null, Operator).CallerOf(Operator)!;

        Assert.Equal(("key:Operator", "Operator", false), (caller.Id, caller.RoleText, caller.IsPerson));
    }

    [Theory]
    [InlineData("short", null, null, "Access:ViewerKey")]
    [InlineData(null, "short", null, "Access:AnalystKey")]
    [InlineData(null, null, "short", "Access:OperatorKey")]
    [InlineData(Viewer, null, Viewer, "Access:OperatorKey and Access:ViewerKey are equal")]
    [InlineData(null, Viewer, Viewer, "Access:OperatorKey and Access:AnalystKey are equal")]
    public void Validate_WeakOrEqualKeys_NamesTheSetting(string? viewer, string? analyst, string? operatorKey, string expected)
    {
        var result = Validation.Of(Of(viewer, analyst, operatorKey));

        Assert.True(result.Failed);
        Assert.Contains(expected, result.FailureMessage, StringComparison.Ordinal);
    }

    private static AccessKeys Keys(string? viewer, string? analyst, string? operatorKey) => new(Options.Create(Of(viewer, analyst, operatorKey)));

    private static AccessOptions Of(string? viewer, string? analyst, string? operatorKey) =>
        new() { ViewerKey = viewer, AnalystKey = analyst, OperatorKey = operatorKey };
}
