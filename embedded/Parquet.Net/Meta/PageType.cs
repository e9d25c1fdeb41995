namespace Parquet.Meta;

/// <summary>What a page holds.</summary>
internal enum PageType
{
    DATA_PAGE = 0,
    INDEX_PAGE = 1,
    DICTIONARY_PAGE = 2,
    DATA_PAGE_V2 = 3,
}
