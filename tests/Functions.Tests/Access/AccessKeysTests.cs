using Microsoft.Extensions.Options;
using Serverless.Functions.Access;

namespace Serverless.Functions.Tests.Access;

public sealed class AccessKeysTests
{
    private const string Viewer = "viewer-0123456789-0123456789-0123";
    private const string Operator = "operator-0123456789-0123456789-01";

    [Theory]
    [InlineData(Viewer, Role.Viewer)]
    [InlineData(Operator, Role.Operator)]
    [InlineData("something else", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void RoleOf_PresentedKey_IsItsRole(string? presented, Role? expected) =>
        Assert.Equal(expected, Keys(Viewer, Operator).RoleOf(presented));

    [Fact]
    public void RoleOf_NoKeysConfigured_IsNobody() => Assert.Null(Keys(null, null).RoleOf(Viewer));

    [Theory]
    [InlineData("short", null, "Access:ViewerKey")]
    [InlineData(null, "short", "Access:OperatorKey")]
    [InlineData(Viewer, Viewer, "equal")]
    public void Validate_WeakOrEqualKeys_NamesTheSetting(string? viewer, string? operatorKey, string expected)
    {
        var result = new AccessOptionsValidator().Validate(null, new AccessOptions { ViewerKey = viewer, OperatorKey = operatorKey });

        Assert.True(result.Failed);
        Assert.Contains(expected, result.FailureMessage, StringComparison.Ordinal);
    }

    private static AccessKeys Keys(string? viewer, string? operatorKey) =>
        new(Options.Create(new AccessOptions { ViewerKey = viewer, OperatorKey = operatorKey }));
}
