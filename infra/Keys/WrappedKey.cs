namespace Serverless.Infra.Keys;

/// <summary>A data key as it is stored: encrypted by a key that is kept elsewhere.</summary>
/// <param name="By">The key, in that version, that encrypted it and can decrypt it.</param>
/// <param name="Bytes">The encrypted key.</param>
public sealed record WrappedKey(string By, byte[] Bytes);
