using System.Linq.Expressions;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Filters;

/// <summary>C# conditions over an entity to the service's filter language.</summary>
internal sealed class FilterTranslator
{
    readonly ParameterExpression entity;
    readonly bool isTable;

    FilterTranslator(LambdaExpression filter)
    {
        entity = filter.Parameters[0];
        isTable = entity.Type == typeof(Models.TableItem);
    }

    public static string Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new FilterTranslator(filter).Condition(filter.Body);
    }

    string Condition(Expression expression) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } binary => Join(binary, "and"),
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } binary => Join(binary, "or"),
        BinaryExpression binary => Comparison(binary),
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand)})",
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Condition(convert.Operand),
        _ when PropertyOf(expression) is { } property => $"{property} eq true",
        _ when !Mentions(expression) => (bool)Evaluate(expression)! ? "true" : "false",
        _ => throw Unsupported(expression),
    };

    string Join(BinaryExpression binary, string word) => $"({Condition(binary.Left)}) {word} ({Condition(binary.Right)})";

    string Comparison(BinaryExpression binary)
    {
        var operation = Operator(binary);
        // string.Compare(a, b) < 0 and a.CompareTo(b) < 0 stand for a < b, which C# does not write for texts.
        if (OrderedPair(binary.Left) is { } pair && !Mentions(binary.Right) && Evaluate(binary.Right) is 0)
            return Compare(pair.Left, operation, pair.Right, binary);
        return Compare(binary.Left, operation, binary.Right, binary);
    }

    string Compare(Expression left, string operation, Expression right, BinaryExpression whole)
    {
        if (PropertyOf(left) is { } property && !Mentions(right))
            return $"{property} {operation} {Literal(left, right)}";
        if (PropertyOf(right) is { } reversed && !Mentions(left))
            return $"{reversed} {Mirror(operation)} {Literal(right, left)}";
        throw Unsupported(whole);
    }

    /// <summary>An enum is stored by name, but the compiler compares its number.</summary>
    static string Literal(Expression property, Expression value)
    {
        var evaluated = Evaluate(value);
        var type = Unwrap(property).Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return ODataLiteral.Format(type.IsEnum && evaluated is not null ? Enum.ToObject(type, evaluated) : evaluated);
    }

    static string Operator(BinaryExpression binary) => binary.NodeType switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => throw Unsupported(binary),
    };

    static string Mirror(string operation) => operation switch
    {
        "lt" => "gt",
        "le" => "ge",
        "gt" => "lt",
        "ge" => "le",
        _ => operation,
    };

    static (Expression Left, Expression Right)? OrderedPair(Expression expression) => expression switch
    {
        MethodCallExpression { Method: { Name: nameof(string.Compare) or nameof(string.CompareOrdinal), IsStatic: true } method } call
            when method.DeclaringType == typeof(string) && call.Arguments.Count == 2 => (call.Arguments[0], call.Arguments[1]),
        MethodCallExpression { Method.Name: nameof(string.CompareTo), Object: { } left, Arguments: [var right] } => (left, right),
        _ => null,
    };

    /// <summary>The stored name of what an expression reads off the entity; null where it is something else.</summary>
    string? PropertyOf(Expression expression) => Unwrap(expression) switch
    {
        MemberExpression { Expression: { } owner } member when Unwrap(owner) == entity => StoredName(member),
        MemberExpression { Member.Name: nameof(Nullable<int>.Value), Expression: { } nullable }
            when Nullable.GetUnderlyingType(nullable.Type) is not null => PropertyOf(nullable),
        MethodCallExpression { Object: { } owner, Arguments: [var name] } call
            when Unwrap(owner) == entity && (call.Method.Name == "get_Item" || call.Method.Name.StartsWith("Get", StringComparison.Ordinal))
            => (string)Evaluate(name)!,
        _ => null,
    };

    string StoredName(MemberExpression member) =>
        isTable ? "TableName" : PropertyNames.IsReserved(member.Member.Name) ? member.Member.Name : EntityShape.StoredName(member.Member);

    bool Mentions(Expression expression)
    {
        var finder = new Finder(entity);
        finder.Visit(expression);
        return finder.Found;
    }

    static Expression Unwrap(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } convert)
            expression = convert.Operand;
        return expression;
    }

    static object? Evaluate(Expression expression) => expression is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();

    static NotSupportedException Unsupported(Expression expression) =>
        new($"The table service cannot evaluate '{expression}'; compare a property with a value, and join such comparisons with &&, || and !.");

    sealed class Finder(ParameterExpression parameter) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == parameter;
            return node;
        }
    }
}
