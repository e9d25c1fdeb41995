using System.Linq.Expressions;
using System.Reflection;
using Parquet.Data;
using Parquet.Schema;

namespace Parquet.Serialization;

/// <summary>One property of a class as a column.</summary>
internal abstract class ClassColumn<T>(DataField column)
{
    /// <summary>The column.</summary>
    public DataField Field => column;

    public static ClassColumn<T> Create(PropertyInfo property) => (ClassColumn<T>)Activator.CreateInstance(
        typeof(Accessors<>).MakeGenericType(typeof(T), ClassField.ElementType(property)),
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.CreateInstance | BindingFlags.DoNotWrapExceptions, null, [property], null)!;

    /// <summary>The property's values of all objects.</summary>
    public abstract DataColumn Take(IReadOnlyList<T> objects);

    /// <summary>Sets the property of objects from a column that was read with a field of the same type.</summary>
    public abstract void Give(DataColumn data, ReadOnlySpan<T> objects);

    sealed class Accessors<TElement> : ClassColumn<T>
    {
        readonly Func<T, TElement> get;
        readonly Action<T, TElement> set;

        public Accessors(PropertyInfo property)
            : base(ClassField.Create(property))
        {
            var target = Expression.Parameter(typeof(T));
            var value = Expression.Parameter(typeof(TElement));
            var member = Expression.Property(target, property);
            get = property.CanRead
                ? Expression.Lambda<Func<T, TElement>>(Expression.Convert(member, typeof(TElement)), target).Compile()
                : _ => throw new NotSupportedException($"Property '{property.Name}' cannot be read.");
            set = property.CanWrite
                ? Expression.Lambda<Action<T, TElement>>(Expression.Assign(member, Expression.Convert(value, property.PropertyType)), target, value).Compile()
                : (_, _) => { };
        }

        public override DataColumn Take(IReadOnlyList<T> objects)
        {
            var values = new TElement[objects.Count];
            for (var row = 0; row < values.Length; row++)
                values[row] = get(objects[row]);
            return new DataColumn(Field, values);
        }

        public override void Give(DataColumn data, ReadOnlySpan<T> objects)
        {
            var values = (TElement[])data.Data;
            for (var row = 0; row < values.Length; row++)
                set(objects[row], values[row]);
        }
    }
}
