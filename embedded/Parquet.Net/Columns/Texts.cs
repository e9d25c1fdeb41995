using System.Text;

namespace Parquet.Columns;

/// <summary>UTF-8 that refuses what is none, so that no text is changed by reading or writing it.</summary>
internal static class Texts
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ParquetException("a text is not valid UTF-8", exception);
        }
    }

    public static ReadOnlyMemory<byte> Write(string text)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ParquetException("a text has half a surrogate pair", exception);
        }
    }
}
