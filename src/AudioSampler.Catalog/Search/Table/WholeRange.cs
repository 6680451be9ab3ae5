using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Whole numbers between two, which count too.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WholeRange(long Low, long High) : IRowTest<long>, IRowTest<short>
{
    /// <summary>The whole numbers between two bounds, each whole or real; null leaves a side open, but for the least number of all.</summary>
    public static WholeRange Between(object? min, bool withMin, object? max, bool withMax) =>
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

    /// <inheritdoc/>
    public bool Holds(long value) => value >= Low & value <= High;

    /// <inheritdoc/>
    public bool Holds(short value) => value >= Low & value <= High;
}
