using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Access;

/// <summary>What a request's credentials prove: a caller, or why there is none.</summary>
/// <param name="Caller">Who calls; null when that is not proven.</param>
/// <param name="Code">Stable code of the problem.</param>
/// <param name="Detail">What to do about it.</param>
/// <param name="Status">Status of the answer.</param>
public sealed record Identification(Caller? Caller, string Code = "", string Detail = "", int Status = StatusCodes.Status401Unauthorized)
{
    /// <summary>A caller.</summary>
    public static Identification Of(Caller caller) => new(caller);

    /// <summary>No caller, and why.</summary>
    public static Identification Refused(string code, string detail) => new(null, code, detail);
}
