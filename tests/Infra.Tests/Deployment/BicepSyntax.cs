namespace Serverless.Infra.Tests.Deployment;

/// <summary>An expression of the part of Bicep that the templates use.</summary>
internal abstract record BicepSyntax
{
    internal sealed record Literal(object? Value) : BicepSyntax;

    /// <param name="Parts">Texts and what stands in <c>${…}</c>, in order.</param>
    internal sealed record Text(IReadOnlyList<BicepSyntax> Parts) : BicepSyntax;

    internal sealed record Name(string Value) : BicepSyntax;

    internal sealed record Member(BicepSyntax Of, string Property) : BicepSyntax;

    internal sealed record Call(string Function, IReadOnlyList<BicepSyntax> Arguments) : BicepSyntax;

    internal sealed record Choice(BicepSyntax Condition, BicepSyntax Then, BicepSyntax Else) : BicepSyntax;

    internal sealed record Items(IReadOnlyList<BicepSyntax> Values) : BicepSyntax;

    internal sealed record Properties(IReadOnlyList<(BicepSyntax Name, BicepSyntax Value)> Values) : BicepSyntax;

    internal sealed record Loop(string Item, BicepSyntax Source, BicepSyntax Body) : BicepSyntax;
}
