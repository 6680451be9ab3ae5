using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Numbers between two, which count too; none, where the first is above the second. NaN is in no range.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RangeTest<T>(T Low, T High) : IVectorTest<T>
    where T : struct, INumber<T>
{
    /// <inheritdoc/>
    public bool Holds(T value) => value >= Low & value <= High;

    /// <inheritdoc/>
    public Vector256<T> Holds(Vector256<T> values) =>
        Vector256.GreaterThanOrEqual(values, Vector256.Create(Low)) & Vector256.LessThanOrEqual(values, Vector256.Create(High));
}
