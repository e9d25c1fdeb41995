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
    [InlineData(nameof(ForOperators), Role.Admin, true)]
    [InlineData(nameof(ForCompliance), Role.Admin, false)]
    [InlineData(nameof(ForCompliance), Role.Operator, false)]
    [InlineData(nameof(ForCompliance), Role.Viewer, false)]
    [InlineData(nameof(ForCompliance), null, false)]
    [InlineData(nameof(ForCompliance), Role.Compliance, true)]
    [InlineData(nameof(ForAll), null, true)]
    public void Allows_ByDeclarationAndRole(string method, Role? role, bool expected) =>
        Assert.Equal(expected, FunctionPolicies.Allows(MethodOf(method), role is { } one ? new Caller("Ada", [one]) : null));

    // Durable Functions Monitor #213 shipped the opposite: the weakest of several roles won.
    [Theory]
    [InlineData(nameof(ForOperators), true, Role.Viewer, Role.Operator)]
    [InlineData(nameof(ForOperators), true, Role.Operator, Role.Viewer)]
    [InlineData(nameof(ForCompliance), true, Role.Admin, Role.Compliance)]
    [InlineData(nameof(ForOperators), true, Role.Compliance, Role.Operator)]
    [InlineData(nameof(ForOperators), false, Role.Viewer, Role.Analyst)]
    [InlineData(nameof(ForViewers), false)]
    public void Allows_SeveralRoles_AreAUnion(string method, bool expected, params Role[] roles) =>
        Assert.Equal(expected, FunctionPolicies.Allows(MethodOf(method), new Caller("Ada", roles)));

    [Theory]
    [InlineData("Viewer", new[] { Role.Viewer })]
    [InlineData("operator viewer Operator", new[] { Role.Viewer, Role.Operator })]
    [InlineData("6", new Role[0])]
    [InlineData("Owner", new Role[0])]
    [InlineData("Viewer,Admin", new Role[0])]
    public void Named_RoleClaims_AreNamesAndNothingElse(string claims, Role[] expected) => Assert.Equal(expected, RoleExtensions.Named(claims.Split(' ')));

    private static MethodInfo MethodOf(string name) => typeof(FunctionPoliciesTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

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
