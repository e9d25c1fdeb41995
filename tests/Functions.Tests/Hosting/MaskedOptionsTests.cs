using System.Text.Json;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Hosting;
using Serverless.Infra.Logging;

namespace Serverless.Functions.Tests.Hosting;

/// <summary>Every class of settings is logged, whole and value by value: what is not listed here as public is not in any file.</summary>
public sealed class MaskedOptionsTests : IDisposable
{
    // Names and addresses. A new setting is either one of these or has a name that is masked.
    private static readonly string[] Public =
    [
        "AccessOptions.Audience", "AccessOptions.DevelopmentKeyFile",
        "AuditOptions.Origin", "AuditOptions.Shard", "AuditOptions.KeyFolder", "AuditOptions.WitnessKeyFolder", "AuditOptions.StorageAccount", "AuditOptions.WitnessStorageAccount",
        "EncryptionOptions.KeyFolder", "EvaluationOptions.Experiment", "EvaluationOptions.Symbols", "LogFileOptions.Folder",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-masked-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Log_EveryOptionsClass_HoldsNoValueThatIsNotPublic()
    {
        var planted = new Dictionary<string, string>();
        using (var provider = new JsonLinesLoggerProvider(new LogFileOptions { Folder = folder.FullName }, TimeProvider.System, message => Assert.Fail(message)))
        {
            var logger = provider.CreateLogger("Serverless.Settings");
            foreach (var type in OptionsClasses())
            {
                var options = Activator.CreateInstance(type)!;
                foreach (var property in type.GetProperties().Where(one => one.PropertyType == typeof(string) && one.CanWrite))
                {
                    var name = $"{type.Name}.{property.Name}";
                    property.SetValue(options, planted[name] = $"planted{planted.Count:D3}value");
                    logger.Log(LogLevel.Warning, new EventId(1), new[] { KeyValuePair.Create<string, object?>(property.Name, planted[name]) }, null, (_, _) => $"{property.Name}={planted[name]}");
                }

                var json = JsonSerializer.Serialize(options);
                logger.Log(LogLevel.Warning, new EventId(2), new[] { KeyValuePair.Create<string, object?>("Options", json) }, null, (_, _) => $"{type.Name}: {json}");
                logger.Log(LogLevel.Error, new EventId(3), Array.Empty<KeyValuePair<string, object?>>(), new InvalidOperationException(json), (_, _) => "failed");
            }
        }

        var written = string.Concat(folder.EnumerateFiles().Select(file => File.ReadAllText(file.FullName)));
        Assert.True(planted.Count > 15, $"{planted.Count} settings are texts.");
        Assert.Equal(Public.Order(StringComparer.Ordinal), planted.Where(pair => written.Contains(pair.Value, StringComparison.Ordinal)).Select(pair => pair.Key).Order(StringComparer.Ordinal));
    }

    // What goes through other formatters than a name and its value.
    [Theory]
    [InlineData("Parameters = { fast = 13, slow = 37 }", "13")]
    [InlineData("capital: 250000.5", "250000")]
    [InlineData("\"parameters\":{\"fast\":13}", "13")]
    [InlineData("account_id=PA3XK77QR2", "PA3XK77QR2")]
    [InlineData("AccountNumber: 98765432", "98765432")]
    [InlineData("Authorization: Bearer abcdefghijkl", "abcdefghijkl")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abcdefgh==", "abcdefgh")]
    [InlineData("Access:OperatorKey=abcdefghijklmnop", "abcdefghijklmnop")]
    public void Clean_WhatIsConfidential_IsNotThere(string text, string confidential) =>
        Assert.DoesNotContain(confidential, LogMask.Clean(text, LogStream.Events), StringComparison.Ordinal);

    private static IEnumerable<Type> OptionsClasses() => new[] { typeof(EvaluationOptions).Assembly, typeof(LogMask).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetConstructor([]) is not null
            && (type.Name.EndsWith("Options", StringComparison.Ordinal) || type.Name.EndsWith("Settings", StringComparison.Ordinal)))
        .OrderBy(type => type.Name, StringComparer.Ordinal);
}
