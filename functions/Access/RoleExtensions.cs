namespace Serverless.Functions.Access;

/// <summary>Which roles include which.</summary>
internal static class RoleExtensions
{
    /// <summary>Whether whoever holds a role may do what needs <paramref name="required"/>. Those who act and those who check them are apart.</summary>
    public static bool Includes(this Role held, Role required) =>
        held == required || required == Role.Viewer || (held != Role.Compliance && required != Role.Compliance && held > required);
}
