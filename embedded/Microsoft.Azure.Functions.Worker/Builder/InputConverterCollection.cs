using System.Collections;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Converters that are asked in this order for every parameter of HTTP and timer functions. One entry stands for the host's own binding: what is
/// before it is asked first, what is behind it gets the parameters for which the host finds no value.
/// </summary>
public sealed class InputConverterCollection : IEnumerable<Type>
{
    private readonly List<Type> types = [typeof(HostConverter)];

    public void Register<T>()
        where T : IInputConverter
        => types.Add(typeof(T));

    public void RegisterAt<T>(int index)
        where T : IInputConverter
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        // The vendor's collection begins with about ten entries where this one has the host's: an index among those means just behind them.
        types.Insert(Math.Min(index, types.Count), typeof(T));
    }

    public void Clear() => types.Clear();

    public IEnumerator<Type> GetEnumerator() => types.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
