namespace Serverless.Infra.Development;

/// <summary>The functions host could not be started; the message says why.</summary>
public sealed class DevelopmentHostException(string message) : Exception(message);
