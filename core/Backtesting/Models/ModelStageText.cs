using Serverless.Core.Configuration;

namespace Serverless.Core.Backtesting.Models;

/// <summary>The stage of a model in the text of a platform configuration.</summary>
public static class ModelStageText
{
    private const string Key = "lifecycle_stage";

    /// <summary>The stage that the text says; <see cref="ModelStage.Research"/> where it says none.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="model">Name of the model.</param>
    /// <exception cref="ConfigurationException">The text is neither YAML nor JSON.</exception>
    /// <exception cref="ArgumentException">It says nothing of the model, or names a stage that there is not; the message says what to do.</exception>
    public static ModelStage Get(string text, string file, string model)
    {
        if (KeysOf(text, file, model).Find(Key) is not { } entry)
            return ModelStage.Research;
        return entry.Value is ConfigurationScalar { Text: var name } && Enum.TryParse<ModelStage>(name, ignoreCase: true, out var stage) && Enum.IsDefined(stage)
            ? stage
            : throw new ArgumentException($"{entry.Position}: the stage is one of {string.Join(", ", Enum.GetValues<ModelStage>().Select(NameOf))}.", nameof(text));
    }

    /// <summary>The text with another stage. Every other character stays: comments, order, and how things are written.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="model">Name of the model.</param>
    /// <param name="stage">The stage.</param>
    /// <exception cref="ConfigurationException">The text is neither YAML nor JSON.</exception>
    /// <exception cref="ArgumentException">It says nothing of the model, or its stage cannot be changed alone; the message says what to do.</exception>
    public static string Set(string text, string file, string model, ModelStage stage)
    {
        var keys = KeysOf(text, file, model);
        var changed = keys.Find(Key) is { Value: ConfigurationScalar present } ? Replaced(text, present, NameOf(stage)) : Inserted(text, keys, NameOf(stage));
        // An alias gives several models the same keys, and a value may be written over several lines.
        return SaysOnly(changed, text, file, model, stage)
            ? changed
            : throw new ArgumentException($"{keys.Position}: the stage of '{model}' cannot be changed without another line of the file; write '{Key}: {NameOf(stage)}' there yourself.", nameof(model));
    }

    private static string Replaced(string text, ConfigurationScalar present, string name)
    {
        var start = OffsetOf(text, present.Position) + (present.IsQuoted ? 1 : 0);
        return string.Concat(text.AsSpan(0, start), name, text.AsSpan(start + present.Text.Length));
    }

    // In front of the first key, as that is written: on a line of its own, or between braces.
    private static string Inserted(string text, ConfigurationMap keys, string name)
    {
        var start = OffsetOf(text, keys.Entries[0].Position);
        var line = text.LastIndexOf('\n', start - 1) + 1;
        var said = text[start] == '"' ? $"\"{Key}\": \"{name}\", "
            : string.IsNullOrWhiteSpace(text[line..start]) && text[OffsetOf(text, keys.Position)] != '{' ? $"{Key}: {name}{(text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n")}{text[line..start]}"
            : $"{Key}: {name}, ";
        return text.Insert(start, said);
    }

    private static bool SaysOnly(string changed, string text, string file, string model, ModelStage stage)
    {
        try
        {
            return ModelsOf(text, file)!.Entries.All(other => other.Value is not ConfigurationMap { Entries.Length: > 0 }
                || Get(changed, file, other.Key) == (other.Key == model ? stage : Get(text, file, other.Key)));
        }
        catch (Exception error) when (error is ConfigurationException or ArgumentException)
        {
            return false;
        }
    }

    private static int OffsetOf(string text, ConfigurationPosition position)
    {
        var line = 0;
        for (var number = 1; number < position.Line; number++)
            line = text.IndexOf('\n', line) + 1;
        return line + position.Column - 1;
    }

    private static ConfigurationMap KeysOf(string text, string file, string model) =>
        ModelsOf(text, file)?.Find(model) is { Value: ConfigurationMap { Entries.Length: > 0 } keys }
            ? keys
            : throw new ArgumentException($"{file} says nothing of a model '{model}'; name one whose keys stand there.", nameof(model));

    private static ConfigurationMap? ModelsOf(string text, string file) => ConfigurationDocument.Parse(text, file).Find("models")?.Value as ConfigurationMap;

    private static string NameOf(ModelStage stage) => ConfigurationTypes.Choice<ModelStage>().Write(stage)!.GetValue<string>();
}
