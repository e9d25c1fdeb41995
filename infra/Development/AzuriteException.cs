namespace Serverless.Infra.Development;

/// <summary>Azurite could not be installed or started; the message says why and what to do.</summary>
public sealed class AzuriteException : Exception
{
    /// <summary>Creates the exception.</summary>
    public AzuriteException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
