using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>A key with a value of a certain kind. A shorthand has no <c>Get</c>.</summary>
internal sealed record ValueKey<T, TValue>(
    string Name,
    string Target,
    ConfigurationType<TValue> Type,
    Func<T, TValue>? Get,
    Func<T, TValue, T> Set,
    string Description,
    bool IsRequired) : ConfigurationKey<T>(Name, Target, Description, IsRequired)
{
    public override bool TakesNull => Type.TakesNull;

    public override string Expected => Type.Expected;

    public override bool TryRead(ref T owner, ConfigurationEntry entry, string path, ConfigurationErrors errors)
    {
        if (!Type.TryRead(entry.Value, path, Get is null ? Type.Initial : Get(owner), errors, out var value))
            return false;
        try
        {
            owner = Set(owner, value);
            return true;
        }
        catch (ArgumentException exception)
        {
            return errors.Add(entry.Value.Position, path, $"{entry.Value.Found}: {Reason(exception)}");
        }
    }

    public override JsonNode? Write(T owner) => Type.Write(Get!(owner));

    public override JsonObject Describe(T owner)
    {
        var schema = Type.Describe();
        schema.Insert(0, "description", Description);
        if (!IsShorthand && !IsRequired && !Type.HasKeys)
            schema.Add("default", Write(owner));
        return schema;
    }

    // Without the name of the argument and its value, which the message says better.
    private static string Reason(ArgumentException exception) =>
        exception.Message.Split(" (Parameter", StringSplitOptions.None)[0].Split('\n')[0];
}
