namespace Serverless.Core.Metrics;

/// <summary>Refuses observations that no statistic can use.</summary>
internal static class Observations
{
    /// <exception cref="ArgumentException">A value is not-a-number or infinite; the message gives its position, from 0.</exception>
    public static void RequireFinite(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"{name}[{i}] is {values[i]}; leave such observations out or fill them in before.", name);
        }
    }

    /// <exception cref="ArgumentException">Two series that belong together differ in length.</exception>
    public static void RequireSameLength(ReadOnlySpan<double> left, ReadOnlySpan<double> right, string leftName, string rightName)
    {
        if (left.Length != right.Length)
            throw new ArgumentException($"{leftName} has {left.Length} observations, {rightName} has {right.Length}; pair them first.", rightName);
    }
}
