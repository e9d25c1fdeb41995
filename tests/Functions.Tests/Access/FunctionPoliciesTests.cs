using System.Reflection;
using Serverless.Functions.Access;

namespace Serverless.Functions.Tests.Access;

public sealed class FunctionPoliciesTests
{
    [Theory]
    [InlineData(nameof(Undeclared), null, false)]
    [InlineData(nameof(Undeclared), Role.Operator, false)]
    [InlineData(nameof(ForViewers), null, false)]
    [InlineData(nameof(ForViewers), Role.Viewer, true)]
    [InlineData(nameof(ForViewers), Role.Operator, true)]
    [InlineData(nameof(ForOperators), Role.Viewer, false)]
    [InlineData(nameof(ForOperators), Role.Analyst, false)]
    [InlineData(nameof(ForOperators), Role.Operator, true)]
    [InlineData(nameof(ForViewers), Role.Compliance, true)]
    [InlineData(nameof(ForOperators), Role.Compliance, false)]
    [InlineData(nameof(ForCompliance), Role.Operator, false)]
    [InlineData(nameof(ForCompliance), Role.Viewer, false)]
    [InlineData(nameof(ForCompliance), null, false)]
    [InlineData(nameof(ForCompliance), Role.Compliance, true)]
    [InlineData(nameof(ForAll), null, true)]
    public void Allows_ByDeclarationAndRole(string method, Role? role, bool expected) =>
        Assert.Equal(expected, FunctionPolicies.Allows(GetType().GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!, role));

    private static void Undeclared()
    {
    }

    [RequiresRole(Role.Viewer)]
    private static void ForViewers()
    {
    }

    [RequiresRole(Role.Operator)]
    private static void ForOperators()
    {
    }

    [RequiresRole(Role.Compliance)]
    private static void ForCompliance()
    {
    }

    [OpenToAll]
    private static void ForAll()
    {
    }
}
