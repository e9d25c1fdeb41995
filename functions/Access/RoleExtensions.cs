using System.Collections.Frozen;

namespace Serverless.Functions.Access;

/// <summary>Which roles include which, and how they are written.</summary>
internal static class RoleExtensions
{
    // Names alone: Enum.Parse would take "6" for the highest role.
    private static readonly FrozenDictionary<string, Role> ByName =
        Enum.GetValues<Role>().ToFrozenDictionary(role => role.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether whoever holds a role may do what needs <paramref name="required"/>. Those who act and those who check them are apart.</summary>
    public static bool Includes(this Role held, Role required) =>
        held == required || required == Role.Viewer || (held != Role.Compliance && required != Role.Compliance && held > required);

    /// <summary>The roles that are named, each once, in order; other names are somebody else's.</summary>
    public static IReadOnlyList<Role> Named(IEnumerable<string> names) =>
        [.. names.Where(ByName.ContainsKey).Select(name => ByName[name]).Distinct().Order()];
}
