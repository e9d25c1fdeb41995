using System.Globalization;
using System.Text.Json.Nodes;

namespace Serverless.Infra.Tests.Deployment;

/// <summary>What a template would deploy with the parameters of a file. Values that only Azure knows are texts in angle brackets.</summary>
internal sealed class BicepTemplate
{
    private readonly IReadOnlyDictionary<string, string> files;
    private readonly string file;
    private readonly Dictionary<string, BicepStatement> statements;
    private readonly Dictionary<string, JsonNode?> known;
    private readonly Dictionary<string, BicepTemplate> modules = [];
    private readonly List<BicepResource> resources = [];

    private BicepTemplate(IReadOnlyDictionary<string, string> files, string file, Dictionary<string, JsonNode?> parameters)
    {
        (this.files, this.file, known) = (files, file, parameters);
        var parsed = BicepParser.Parse(Read(file), file);
        statements = parsed.Where(one => one.Kind is not ("output" or "targetScope")).ToDictionary(one => one.Name);
        Outputs = parsed.Where(one => one.Kind == "output").ToDictionary(one => one.Name, one => one.Value!);
        foreach (var unknown in parameters.Keys.Where(name => !(statements.TryGetValue(name, out var one) && one.Kind == "param")))
            throw new FormatException($"{file} has no parameter '{unknown}'.");
        foreach (var parameter in statements.Values.Where(one => one.Kind == "param"))
            Check(parameter, Resolve(parameter.Name));
        foreach (var one in statements.Values)
            Deploy(one);
    }

    private Dictionary<string, BicepSyntax> Outputs { get; }

    /// <summary>The resources of a parameter file's template and its modules.</summary>
    /// <param name="files">Texts by their names, relative to the folder of the parameter file.</param>
    /// <param name="parameterFile">Name of the parameter file.</param>
    /// <exception cref="FormatException">A file is not understood, or a value is out of its range.</exception>
    public static IReadOnlyList<BicepResource> Deploy(IReadOnlyDictionary<string, string> files, string parameterFile)
    {
        var parsed = BicepParser.Parse(files[parameterFile], parameterFile);
        var scope = new BicepTemplate(files, parsed);
        var parameters = parsed.Where(one => one.Kind == "param").ToDictionary(one => one.Name, one => scope.Evaluate(one.Value!));
        return new BicepTemplate(files, parsed.Single(one => one.Kind == "using").Type, parameters).resources;
    }

    private BicepTemplate(IReadOnlyDictionary<string, string> files, IReadOnlyList<BicepStatement> parameterFile) =>
        (this.files, file, known, statements, Outputs) = (files, "", [], parameterFile.ToDictionary(one => one.Kind + one.Name), []);

    private string Read(string name) => files.TryGetValue(name, out var text) ? text : throw new FormatException($"There is no file '{name}'.");

    private void Check(BicepStatement parameter, JsonNode? value)
    {
        foreach (var rule in parameter.Decorators.Where(one => one.Function is "minValue" or "maxValue"))
        {
            var (limit, actual) = (Number(Evaluate(rule.Arguments[0])), Number(value));
            if (rule.Function == "minValue" ? actual < limit : actual > limit)
                throw new FormatException($"{file}: parameter '{parameter.Name}' is {actual}; {rule.Function} is {limit}.");
        }
    }

    private void Deploy(BicepStatement one)
    {
        if (one.Kind == "module")
            resources.AddRange(ModuleOf(one.Name).resources);
        else if (one is { Kind: "resource", Value: BicepSyntax.Loop loop })
            resources.AddRange(((JsonArray)Evaluate(loop)!).Select(body => new BicepResource(file, one.Type.Split('@')[0], (JsonObject)body!)));
        else if (one.Kind == "resource")
            resources.Add(new BicepResource(file, one.Type.Split('@')[0], (JsonObject)Evaluate(one.Value!)!));
    }

    private BicepTemplate ModuleOf(string name)
    {
        if (modules.TryGetValue(name, out var module))
            return module;
        var body = (JsonObject)Evaluate(statements[name].Value!)!;
        var parameters = ((JsonObject?)body["params"] ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone());
        return modules[name] = new BicepTemplate(files, statements[name].Type, parameters);
    }

    private JsonNode? Resolve(string name)
    {
        if (known.TryGetValue(name, out var value))
            return value;
        if (!statements.TryGetValue(name, out var statement))
            throw new FormatException($"{file}: '{name}' is not declared.");
        if (statement.Value is null)
            throw new FormatException($"{file}: parameter '{name}' has no value.");
        return known[name] = statement.Kind == "resource" ? IdOf(statement) : Evaluate(statement.Value);
    }

    private JsonNode IdOf(BicepStatement resource)
    {
        var body = ((BicepSyntax.Properties)resource.Value!).Values.ToDictionary(pair => (string)((BicepSyntax.Literal)pair.Name).Value!, pair => pair.Value);
        var parent = body.TryGetValue("parent", out var of) ? $"{Evaluate(of)}/" : "";
        return $"{parent}{resource.Type.Split('@')[0].Split('/')[^1]}:{Evaluate(body["name"])}";
    }

    private JsonNode? Evaluate(BicepSyntax expression)
    {
        switch (expression)
        {
            case BicepSyntax.Literal literal:
                return literal.Value switch { null => null, bool flag => flag, long number => number, var text => (string)text };
            case BicepSyntax.Text text:
                return string.Concat(text.Parts.Select(part => Evaluate(part)?.ToString()));
            case BicepSyntax.Name name:
                return Resolve(name.Value)?.DeepClone();
            case BicepSyntax.Choice choice:
                return Evaluate((bool)Evaluate(choice.Condition)! ? choice.Then : choice.Else);
            case BicepSyntax.Items items:
                return new JsonArray([.. items.Values.Select(Evaluate)]);
            case BicepSyntax.Properties properties:
                return new JsonObject(properties.Values.Select(pair => KeyValuePair.Create(Evaluate(pair.Name)!.ToString(), Evaluate(pair.Value))));
            case BicepSyntax.Loop loop:
                return new JsonArray([.. ((JsonArray)Evaluate(loop.Source)!).Select(item => Each(loop, item))]);
            case BicepSyntax.Member { Of: BicepSyntax.Member { Of: BicepSyntax.Name module, Property: "outputs" } } output:
                var inner = ModuleOf(module.Value);
                return inner.Evaluate(inner.Outputs[output.Property]);
            case BicepSyntax.Member { Of: BicepSyntax.Name of, Property: "id" }:
                return Resolve(of.Value)?.DeepClone();
            case BicepSyntax.Member { Of: BicepSyntax.Name of, Property: "name" }:
                return Resolve(of.Value)!.ToString().Split(':')[^1];
            case BicepSyntax.Member member:
                return $"<{Evaluate(member.Of)}.{member.Property}>";
            case BicepSyntax.Call call:
                return CallOf(call);
            default:
                throw new FormatException($"{file}: {expression} is not understood.");
        }
    }

    private JsonNode? Each(BicepSyntax.Loop loop, JsonNode? item)
    {
        known[loop.Item] = item?.DeepClone();
        var value = Evaluate(loop.Body);
        known.Remove(loop.Item);
        return value;
    }

    private JsonNode CallOf(BicepSyntax.Call call)
    {
        var arguments = call.Arguments.Select(argument => Evaluate(argument)?.ToString() ?? "").ToList();
        return call.Function switch
        {
            "take" => arguments[0][..Math.Min(arguments[0].Length, int.Parse(arguments[1], CultureInfo.InvariantCulture))],
            "subscriptionResourceId" => $"{arguments[0]}/{arguments[1]}",
            "guid" or "uniqueString" => $"{call.Function}({string.Join(',', arguments)})".Replace(':', '.'),
            "resourceGroup" or "subscription" or "environment" or "readEnvironmentVariable" => $"<{call.Function}({string.Join(',', arguments)})>",
            _ => throw new FormatException($"{file}: function '{call.Function}' is not understood."),
        };
    }

    private static long Number(JsonNode? value) => long.Parse(value!.ToString(), CultureInfo.InvariantCulture);
}
