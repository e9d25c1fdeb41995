namespace Parquet.Thrift;

/// <summary>A structure of the metadata that reads and writes its own fields.</summary>
internal interface IThriftStruct<TSelf>
{
    /// <summary>Reads fields up to the end of the structure; unknown ones are skipped.</summary>
    static abstract TSelf Read(ref CompactReader reader);

    /// <summary>Writes the fields that are set, in the order of their ids.</summary>
    void Write(CompactWriter writer);
}
