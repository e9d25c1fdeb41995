using System.Reflection;

namespace Microsoft.DurableTask.Tests;

/// <summary>The public surface is the vendor's: a member that comes or goes shows here before anyone compiles against it.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreTheApprovedOnes()
    {
        var approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PublicApi.approved.txt"));
        var actual = Members().Order(StringComparer.Ordinal).ToArray();
        var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        File.WriteAllLines(received, actual);
        Assert.True(
            approved.SequenceEqual(actual),
            $"The public API changed. If that is meant, copy {received} over PublicApi.approved.txt.\n"
            + $"New: {string.Join("\n  ", actual.Except(approved))}\nGone: {string.Join("\n  ", approved.Except(actual))}");
    }

    [Fact]
    public void EngineTypes_AreInternal()
        => Assert.DoesNotContain(typeof(TaskName).Assembly.GetExportedTypes(), type => type.Namespace!.Contains("Embedded", StringComparison.Ordinal));

    private static IEnumerable<string> Members()
        => typeof(TaskName).Assembly.GetExportedTypes().SelectMany(type => type
            .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(IsVisible)
            .Select(member => $"{type}: {member}")
            .Prepend(type.ToString()));

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => (method.IsPublic || method.IsFamily) && !method.Name.Contains('<', StringComparison.Ordinal),
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo => true,
        Type => false,
        _ => false,
    };
}
