namespace Azure.Data.Tables.Filters;

/// <summary>Filters of interpolated texts, whose values are spelt and quoted as the service wants them.</summary>
internal static class TableFilter
{
    public static string Create(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = Array.ConvertAll<object?, object>(filter.GetArguments(), ODataLiteral.Format);
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, filter.Format, literals);
    }
}
