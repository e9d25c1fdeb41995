namespace Serverless.Functions.Access;

/// <summary>The least role that may call an HTTP function. A function without it is refused to everybody.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRoleAttribute(Role role) : Attribute
{
    /// <summary>The least role that may call the function.</summary>
    public Role Role { get; } = role;
}
