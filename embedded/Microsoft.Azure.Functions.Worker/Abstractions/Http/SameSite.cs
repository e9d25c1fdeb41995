namespace Microsoft.Azure.Functions.Worker.Http;

public enum SameSite
{
    None,
    Lax,
    Strict,
    ExplicitNone,
}
