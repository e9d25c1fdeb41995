namespace Serverless.Core.Configuration;

/// <summary>A single value.</summary>
/// <param name="position">Where it begins.</param>
/// <param name="text">Its text, without quotes.</param>
/// <param name="isQuoted">Whether it is text for certain: in quotes, or a block of lines.</param>
public sealed class ConfigurationScalar(ConfigurationPosition position, string text, bool isQuoted) : ConfigurationNode(position)
{
    private const int LongestShown = 60;

    /// <summary>Its text, without quotes.</summary>
    public string Text { get; } = text;

    /// <summary>Whether it is text for certain: in quotes, or a block of lines.</summary>
    public bool IsQuoted { get; } = isQuoted;

    internal override long Size => 1;

    internal override bool IsNull => !IsQuoted && Text is ("" or "~" or "null" or "Null" or "NULL");

    internal override string Found => IsNull ? "nothing" : IsQuoted ? $"the text \"{Shown}\"" : $"'{Shown}'";

    private string Shown => Text.Length <= LongestShown ? Text : $"{Text[..LongestShown]}…";
}
