namespace Serverless.Core.Lifecycle;

/// <summary>Who asks for a transition.</summary>
/// <param name="Name">Name of the rule in kebab case, or the verified id of the caller.</param>
/// <param name="Role">Roles that the caller proved, <c>Viewer+Operator</c>; null for a rule.</param>
/// <param name="OnBehalfOf">For whom the caller acts, as claimed; null for nobody else.</param>
public sealed record TransitionAuthor(string Name, string? Role = null, string? OnBehalfOf = null)
{
    /// <summary>A rule of the platform, for example <c>promotion</c> or <c>benchmark-lag</c>.</summary>
    public static TransitionAuthor Rule(string name) => new(name);

    /// <summary>Whether somebody asks, or is acted for.</summary>
    public bool Involves(string name) => Name == name || OnBehalfOf == name;

    /// <summary>Who, in words.</summary>
    public override string ToString() => OnBehalfOf is null ? Name : $"{Name} for {OnBehalfOf}";
}
