namespace Serverless.Infra.LocalStorage;

/// <summary>A change of one entity, asked for alone or in a transaction.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">Of the entity, or of the table for a new one.</param>
/// <param name="IfMatch">The version that is to be changed, or <c>*</c>; null adds what is missing.</param>
/// <param name="Body">The entity.</param>
internal sealed record TableWrite(string Method, Uri Address, string? IfMatch, ReadOnlyMemory<byte> Body);
