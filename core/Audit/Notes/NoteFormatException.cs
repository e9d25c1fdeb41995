namespace Serverless.Core.Audit.Notes;

/// <summary>A text is no signed note, no checkpoint, or no key; the message says where.</summary>
public sealed class NoteFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    public NoteFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public NoteFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a message.</summary>
    public NoteFormatException()
    {
    }
}
