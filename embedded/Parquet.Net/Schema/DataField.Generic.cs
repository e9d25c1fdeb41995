namespace Parquet.Schema;

/// <summary>A column of <typeparamref name="T"/>.</summary>
public class DataField<T> : DataField
{
    /// <summary>A column; nullable as <typeparamref name="T"/> is, unless told otherwise.</summary>
    public DataField(string name, bool? nullable = null)
        : base(name, typeof(T), nullable)
    {
    }
}
