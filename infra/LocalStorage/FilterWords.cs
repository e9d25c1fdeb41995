using System.Globalization;

namespace Serverless.Infra.LocalStorage;

/// <summary>The words of a filter.</summary>
internal sealed class FilterWords(string text)
{
    private int at;

    public bool IsAtEnd => Skip() == text.Length;

    public StorageFault Unexpected() => new(400, "InvalidInput", string.Create(CultureInfo.InvariantCulture, $"The filter cannot be read at {at}: {text}"));

    /// <summary>Takes a word if it comes next.</summary>
    public bool Take(string word)
    {
        var start = Skip();
        if (string.CompareOrdinal(text, start, word, 0, word.Length) != 0 || (char.IsLetter(word[0]) && start + word.Length < text.Length && IsPart(text[start + word.Length])))
            return false;
        at = start + word.Length;
        return true;
    }

    public string Next()
    {
        var start = Skip();
        while (at < text.Length && IsPart(text[at]))
            at++;
        return at > start ? text[start..at] : throw Unexpected();
    }

    /// <summary>A literal: text, truth, number, time or id.</summary>
    public object NextValue()
    {
        var start = Skip();
        var quote = text.IndexOf('\'', start);
        while (at < text.Length && at != quote && !char.IsWhiteSpace(text[at]) && text[at] != ')')
            at++;
        var word = text[start..at];
        if (at != quote)
        {
            return word switch
            {
                "true" => true,
                "false" => false,
                _ when long.TryParse(word.TrimEnd('L', 'l'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
                _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
                _ => throw Unexpected(),
            };
        }

        var quoted = Quoted();
        return word switch
        {
            "" => quoted,
            "datetime" => TableValue.Time(quoted),
            "guid" => Guid.Parse(quoted),
            _ => throw Unexpected(),
        };
    }

    private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private string Quoted()
    {
        var start = ++at;
        while (at < text.Length && (text[at] != '\'' || (at + 1 < text.Length && text[at + 1] == '\'')))
            at += text[at] == '\'' ? 2 : 1;
        if (at >= text.Length)
            throw Unexpected();
        return text[start..at++].Replace("''", "'", StringComparison.Ordinal);
    }

    private int Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }
}
