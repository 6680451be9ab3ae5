using System.Runtime.Intrinsics;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>A test of several values at once.</summary>
/// <typeparam name="T">What the rows hold.</typeparam>
internal interface IVectorTest<T> : IRowTest<T>
{
    /// <summary>All bits of an element where it holds, none where it doesn't.</summary>
    Vector256<T> Holds(Vector256<T> values);
}
