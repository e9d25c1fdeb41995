using System.Buffers;
using System.Globalization;
using System.Text;

namespace Serverless.Core.Audit;

/// <summary>
/// JSON as RFC 8785 (JCS) writes it, for objects whose names the caller gives in order: no whitespace, integers in plain digits,
/// strings as UTF-8 with only <c>"</c>, <c>\</c> and control characters escaped.
/// </summary>
internal sealed class CanonicalJsonWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private byte[] bytes = new byte[1024];
    private int length;
    private bool first = true;

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public CanonicalJsonWriter Open(char bracket)
    {
        Raw(bracket);
        first = true;
        return this;
    }

    public CanonicalJsonWriter Close(char bracket)
    {
        Raw(bracket);
        first = false;
        return this;
    }

    public CanonicalJsonWriter Name(string name)
    {
        Element();
        Quote(name);
        Raw(':');
        return this;
    }

    /// <summary>Starts an element of an array, or a member of an object: a comma, except before the first.</summary>
    public CanonicalJsonWriter Element()
    {
        if (!first)
            Raw(',');
        first = false;
        return this;
    }

    public CanonicalJsonWriter Value(long number)
    {
        Utf8Text(number.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <exception cref="EncoderFallbackException">The text holds half of a surrogate pair, which UTF-8 cannot express.</exception>
    public CanonicalJsonWriter Value(string? text)
    {
        if (text is null)
            Utf8Text("null");
        else
            Quote(text);
        return this;
    }

    private void Quote(ReadOnlySpan<char> text)
    {
        Raw('"');
        for (var next = text.IndexOfAny(Escaped); next >= 0; next = text.IndexOfAny(Escaped))
        {
            Utf8Text(text[..next]);
            Utf8Text(Escape(text[next]));
            text = text[(next + 1)..];
        }

        Utf8Text(text);
        Raw('"');
    }

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => $"\\u{(int)c:x4}",
    };

    private void Utf8Text(ReadOnlySpan<char> text)
    {
        Reserve(Utf8.GetMaxByteCount(text.Length));
        length += Utf8.GetBytes(text, bytes.AsSpan(length));
    }

    private void Raw(char ascii)
    {
        Reserve(1);
        bytes[length++] = (byte)ascii;
    }

    private void Reserve(int count)
    {
        if (bytes.Length - length < count)
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + count));
    }
}
