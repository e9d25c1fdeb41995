using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Access;

namespace Serverless.Functions.Api.OpenApi;

/// <summary>A verb on a path, as a function declares it.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Verb">In lower case.</param>
/// <param name="Path">With a leading slash; parameters in braces.</param>
/// <param name="Role">The least role; null for everybody.</param>
/// <param name="Body">What its body holds; null when it reads none.</param>
/// <param name="Answers">Media types of what it answers when all is well.</param>
/// <param name="Recorded">Whether it is privileged: an allowed call leaves an entry in the trail.</param>
internal sealed partial record ApiRoute(string Function, string Verb, string Path, Role? Role, BodyAttribute? Body, IReadOnlyList<string> Answers, bool Recorded)
{
    /// <summary>Names of the parameters in the path, in order.</summary>
    public IEnumerable<string> Parameters => InBraces().Matches(Path).Select(match => match.Groups[1].Value);

    /// <summary>Every verb and path of an assembly, by path and verb.</summary>
    public static IReadOnlyList<ApiRoute> Of(Assembly assembly) =>
    [
        .. from pair in FunctionPolicies.MethodsOf(assembly)
           from parameter in pair.Value.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           from verb in trigger.Methods ?? []
           let route = new ApiRoute(
               pair.Key,
               verb.ToLowerInvariant(),
               $"/{trigger.Route}",
               pair.Value.GetCustomAttribute<RequiresRoleAttribute>()?.Role,
               pair.Value.GetCustomAttribute<BodyAttribute>(),
               MediaTypes.Of(pair.Value),
               !pair.Value.IsDefined(typeof(OpenToAllAttribute)) && (!HttpMethods.IsGet(verb) || !FunctionPolicies.IsOrdinaryRead(pair.Value)))
           orderby route.Path, route.Verb
           select route,
    ];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex InBraces();
}
