namespace Azure.Data.Tables;

/// <summary>What a transaction does with one entity.</summary>
public enum TableTransactionActionType
{
    /// <summary>Adds it; fails where it exists.</summary>
    Add = 0,

    /// <summary>Merges it into an existing entity.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces an existing entity.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes it.</summary>
    Delete = 3,

    /// <summary>Adds it or merges it into the existing entity.</summary>
    UpsertMerge = 4,

    /// <summary>Adds it or replaces the existing entity.</summary>
    UpsertReplace = 5,
}
