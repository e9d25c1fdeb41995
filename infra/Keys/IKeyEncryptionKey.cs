namespace Serverless.Infra.Keys;

/// <summary>The key that data keys are wrapped by, wherever it is: in a file, or where it cannot be taken out.</summary>
public interface IKeyEncryptionKey
{
    /// <summary>Wraps by the newest version.</summary>
    /// <exception cref="ContentKeyException">The key cannot be used.</exception>
    Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken);

    /// <summary>Unwraps by the version that wrapped.</summary>
    /// <exception cref="ContentKeyException">That version is not there any more, was disabled, or did not wrap this.</exception>
    Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken);
}
