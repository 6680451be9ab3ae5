namespace AudioSampler.Catalog.Search.Table;

/// <summary>Text between two texts, compared by its characters.</summary>
internal static class TextRange
{
    /// <summary>What tells whether a text is between two; null leaves a side open.</summary>
    public static Func<string, bool> Test(object? min, bool withMin, object? max, bool withMax) =>
        text =>
            (min is null || string.CompareOrdinal(text, (string)min) is var low && (low > 0 || (withMin && low == 0)))
            && (max is null || string.CompareOrdinal(text, (string)max) is var high && (high < 0 || (withMax && high == 0)));
}
