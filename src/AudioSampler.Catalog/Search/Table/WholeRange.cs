namespace AudioSampler.Catalog.Search.Table;

/// <summary>Ranges of whole numbers.</summary>
internal static class WholeRange
{
    /// <summary>The whole numbers between two bounds, each whole or real; null leaves a side open, but for the least number of all.</summary>
    public static RangeTest<long> Between(object? min, bool withMin, object? max, bool withMax) =>
        new(
            min switch
            {
                null => long.MinValue + 1,
                long whole => withMin ? whole : whole + 1,
                _ => (double)min is var real && Math.Ceiling(real) is var next && (withMin || next > real) ? (long)next : (long)next + 1,
            },
            max switch
            {
                null => long.MaxValue,
                long whole => withMax ? whole : whole - 1,
                _ => (double)max is var real && Math.Floor(real) is var last && (withMax || last < real) ? (long)last : (long)last - 1,
            }
        );
}
