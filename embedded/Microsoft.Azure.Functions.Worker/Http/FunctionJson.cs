using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A function as /admin/functions shows it, under the vendor's names; there are no script files to link to.</summary>
internal sealed class FunctionJson(FunctionCatalog catalog, HostJson json)
{
    public JsonObject Of(FunctionEntry function, HttpRequest request)
    {
        var root = PublicUrl.Of(request).GetLeftPart(UriPartial.Authority);
        var http = function.Trigger as HttpTriggerAttribute;
        return new()
        {
            ["name"] = function.Name,
            ["script_root_path_href"] = null,
            ["script_href"] = null,
            ["config_href"] = null,
            ["test_data_href"] = null,
            ["href"] = $"{root}/admin/functions/{function.Name}",
            ["invoke_url_template"] = http is null ? null : $"{root}/{HttpFunctionEndpoint.RouteOf(function, http, json)}",
            ["language"] = "dotnet-isolated",
            ["config"] = Config(function, http),
            ["files"] = null,
            ["test_data"] = null,
            ["isDisabled"] = catalog.IsDisabled(function),
            ["isDirect"] = http is not null,
            ["isProxy"] = false,
        };
    }

    private static JsonObject Config(FunctionEntry function, HttpTriggerAttribute? http) => new()
    {
        ["name"] = function.Name,
        ["entryPoint"] = function.Definition.EntryPoint,
        ["scriptFile"] = Path.GetFileName(function.Definition.PathToAssembly),
        ["language"] = "dotnet-isolated",
        ["bindings"] = new JsonArray([.. function.Definition.InputBindings.Values
            .OrderByDescending(binding => binding.Name == function.TriggerParameter.Name)
            .ThenBy(binding => binding.Name, StringComparer.Ordinal)
            .Select(binding => Binding(binding, binding.Name == function.TriggerParameter.Name ? http : null))]),
    };

    private static JsonObject Binding(BindingMetadata binding, HttpTriggerAttribute? http)
    {
        var json = new JsonObject { ["name"] = binding.Name, ["type"] = binding.Type, ["direction"] = binding.Direction.ToString() };
        if (http is null)
            return json;
        json["authLevel"] = http.AuthLevel.ToString();
        json["methods"] = new JsonArray([.. (http.Methods ?? []).Select(method => (JsonNode?)method)]);
        json["route"] = http.Route;
        return json;
    }
}
