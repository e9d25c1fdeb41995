using System.Text.Json;
using Serverless.Functions.Access;
using Serverless.Infra.Alerts;
using Serverless.Infra.Logging;

namespace Serverless.Functions.Tests.Hosting;

/// <summary>Whoever logs settings, by mistake or to look for one, logs no secret.</summary>
public sealed class OptionsLoggingTests
{
    private const string Secret = "hunter2-hunter2-hunter2-hunter2-hunter2";
    private static readonly string[] SecretEnds = ["Key", "Secret", "SecretKey", "Password", "Token", "ConnectionString", "WitnessStorage"];

    public static TheoryData<Type> Options => [.. new[] { typeof(AccessOptions).Assembly, typeof(WebhookOptions).Assembly }
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetConstructor([]) is not null)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Clean_OptionsWrittenOut_ShowNoSecret(Type type)
    {
        var options = Activator.CreateInstance(type)!;
        var secrets = type.GetProperties().Where(property => property.CanWrite && property.PropertyType == typeof(string) && Array.Exists(SecretEnds, end => property.Name.EndsWith(end, StringComparison.Ordinal))).ToList();
        foreach (var property in secrets)
            property.SetValue(options, Secret);

        Assert.DoesNotContain(Secret, LogMask.Clean(options.ToString()!, LogStream.Events), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, LogMask.Clean(JsonSerializer.Serialize(options), LogStream.Events), StringComparison.Ordinal);
        foreach (var property in secrets)
            Assert.DoesNotContain(Secret, LogMask.Clean($"{property.Name}={Secret}", LogStream.Events), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithSecrets_AreAmongThem() => Assert.Contains(typeof(AccessOptions), Options.Select(row => row.Data));
}
