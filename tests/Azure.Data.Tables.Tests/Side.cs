namespace Azure.Data.Tables.Tests;

public enum Side
{
    Long,
    Short,
}
