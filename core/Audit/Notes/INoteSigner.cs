namespace Serverless.Core.Audit.Notes;

/// <summary>Signs notes with one private key, wherever it is: in a file, or where it cannot be taken out.</summary>
public interface INoteSigner
{
    /// <summary>The key that verifies the signatures.</summary>
    NoteKey Key { get; }

    /// <summary>Signs a text.</summary>
    /// <param name="text">The text of the note, with its last line feed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<NoteSignature> SignAsync(string text, CancellationToken cancellationToken);
}
