using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>One of a few values, which a look at each finds soonest.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemberTest<T>(T[] Values) : IVectorTest<T>
    where T : struct, INumber<T>
{
    /// <inheritdoc/>
    public bool Holds(T value) => Values.AsSpan().Contains(value);

    /// <inheritdoc/>
    public Vector256<T> Holds(Vector256<T> values)
    {
        Vector256<T> found = Vector256<T>.Zero;
        foreach (T value in Values)
        {
            found |= Vector256.Equals(values, Vector256.Create(value));
        }

        return found;
    }
}
