using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;
using Serverless.Functions.Api.OpenApi;

namespace Serverless.Functions.Api;

/// <summary>
/// Answers what no other function does. The host would say 404 to everything, without headers or a body; here whoever is known learns whether the path or the verb is
/// wrong, and whoever is not, nothing.
/// </summary>
public static class UnknownRoute
{
    private static readonly IReadOnlyList<(TemplateMatcher Path, string Verb)> Routes =
    [
        .. ApiRoute.Of(typeof(UnknownRoute).Assembly).Select(route => (new TemplateMatcher(TemplateParser.Parse(route.Path.TrimStart('/')), []), route.Verb.ToUpperInvariant())),
    ];

    /// <summary>405 with <c>Allow</c> for a path that takes other verbs, else 404.</summary>
    [Function(nameof(UnknownRoute))]
    [RequiresRole(Role.Viewer)]
    [OrdinaryRead]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request)
    {
        var allowed = VerbsOf(request.Path);
        if (allowed.Length == 0)
            return Problems.Of(StatusCodes.Status404NotFound, "route-unknown", "Nothing answers here; GET /api/v1/openapi.json lists what does.");
        request.HttpContext.Response.Headers.Allow = allowed;
        return Problems.Of(StatusCodes.Status405MethodNotAllowed, "verb-not-allowed", $"This path takes {allowed}, not {request.Method}.");
    }

    /// <summary>The verbs that a path takes, with commas; empty for one that there is not.</summary>
    internal static string VerbsOf(PathString path) => string.Join(", ", Routes.Where(route => route.Path.TryMatch(path, [])).Select(route => route.Verb).Distinct().Order(StringComparer.Ordinal));
}
