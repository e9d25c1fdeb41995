using System.Text.Json.Nodes;

namespace Serverless.Core.Configuration;

/// <summary>
/// A kind of value: how it is read, written and described. What <see cref="Write"/> gives, <see cref="TryRead"/> takes back unchanged.
/// </summary>
/// <typeparam name="T">The value in memory.</typeparam>
public abstract class ConfigurationType<T>
{
    /// <summary>What a value of it is, to follow the words "is not", for example <c>a number above 0</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Where reading begins when there is no other value: what keys that are not given leave as it is.</summary>
    public virtual T? Initial => default;

    /// <summary>Whether <c>null</c> is one of its values.</summary>
    internal virtual bool TakesNull => false;

    /// <summary>Whether it has keys, which have defaults of their own.</summary>
    internal virtual bool HasKeys => false;

    /// <summary>Reads a value, and notes everything that is wrong with it.</summary>
    /// <param name="node">What was written.</param>
    /// <param name="path">Keys that lead to it, for messages.</param>
    /// <param name="current">The value so far, which records change key by key.</param>
    /// <param name="errors">Receives what is wrong.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it could be read.</returns>
    public abstract bool TryRead(ConfigurationNode node, string path, T? current, ConfigurationErrors errors, out T value);

    /// <summary>The value as JSON: the same for equal values, and with all that was left to defaults.</summary>
    public abstract JsonNode? Write(T value);

    /// <summary>A JSON Schema (draft 2020-12) of what is allowed.</summary>
    public abstract JsonObject Describe();

    /// <summary>A JSON Schema document, for editors.</summary>
    /// <param name="title">What it describes.</param>
    public JsonObject DescribeDocument(string title)
    {
        var schema = Describe();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return schema;
    }

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="ConfigurationException">It has errors; all are listed.</exception>
    public T Read(ConfigurationMap document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var errors = new ConfigurationErrors();
        if (!TryRead(document, "", Initial, errors, out var value))
            errors.Throw();
        return value;
    }

    /// <summary>Hash of a value: equal for equal values, however they were written.</summary>
    public string Hash(T value) => ConfigurationHash.Of(Write(value) ?? throw new ArgumentNullException(nameof(value)));
}
