using Parquet.File.Values.Primitives;

namespace Parquet.Data;

/// <summary>Splits arrays with nulls into the values that are there and where they are, and joins them again; one for each CLR type.</summary>
internal abstract class ValueArrays
{
    static readonly Dictionary<Type, ValueArrays> ByType = new()
    {
        [typeof(bool)] = new StructArrays<bool>(),
        [typeof(sbyte)] = new StructArrays<sbyte>(),
        [typeof(byte)] = new StructArrays<byte>(),
        [typeof(short)] = new StructArrays<short>(),
        [typeof(ushort)] = new StructArrays<ushort>(),
        [typeof(int)] = new StructArrays<int>(),
        [typeof(uint)] = new StructArrays<uint>(),
        [typeof(long)] = new StructArrays<long>(),
        [typeof(ulong)] = new StructArrays<ulong>(),
        [typeof(float)] = new StructArrays<float>(),
        [typeof(double)] = new StructArrays<double>(),
        [typeof(decimal)] = new StructArrays<decimal>(),
        [typeof(DateTime)] = new StructArrays<DateTime>(),
        [typeof(DateOnly)] = new StructArrays<DateOnly>(),
        [typeof(TimeOnly)] = new StructArrays<TimeOnly>(),
        [typeof(TimeSpan)] = new StructArrays<TimeSpan>(),
        [typeof(Guid)] = new StructArrays<Guid>(),
        [typeof(Interval)] = new StructArrays<Interval>(),
        [typeof(string)] = new ClassArrays<string>(),
        [typeof(byte[])] = new ClassArrays<byte[]>(),
    };

    public static bool Supports(Type type) => ByType.ContainsKey(type);

    public static ValueArrays For(Type type) => ByType[type];

    /// <summary>Takes an array with nulls apart. A level is 1 where there is a value, else 0.</summary>
    public abstract (Array Defined, int[] Levels) Split(Array values);

    /// <summary>Puts nulls where levels are 0. The caller has seen to it that as many levels are 1 as there are values.</summary>
    public abstract Array Join(Array defined, int[] levels);

    sealed class StructArrays<T> : ValueArrays
        where T : struct
    {
        public override (Array Defined, int[] Levels) Split(Array values)
        {
            var all = (T?[])values;
            var levels = new int[all.Length];
            var defined = new T[all.Count(value => value.HasValue)];
            var next = 0;
            for (var row = 0; row < all.Length; row++)
            {
                if (all[row] is { } value)
                {
                    defined[next++] = value;
                    levels[row] = 1;
                }
            }

            return (defined, levels);
        }

        public override Array Join(Array defined, int[] levels)
        {
            var values = (T[])defined;
            var all = new T?[levels.Length];
            var next = 0;
            for (var row = 0; row < levels.Length; row++)
            {
                if (levels[row] != 0)
                    all[row] = values[next++];
            }

            return all;
        }
    }

    sealed class ClassArrays<T> : ValueArrays
        where T : class
    {
        public override (Array Defined, int[] Levels) Split(Array values)
        {
            var all = (T?[])values;
            return (all.OfType<T>().ToArray(), Array.ConvertAll(all, value => value is null ? 0 : 1));
        }

        public override Array Join(Array defined, int[] levels)
        {
            var values = (T[])defined;
            var next = 0;
            return Array.ConvertAll(levels, level => level == 0 ? null : values[next++]);
        }
    }
}
