using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Marks;

/// <summary>Something in a collection; its time is its place in the order.</summary>
/// <param name="Mark">The mark of the file or region.</param>
/// <param name="AddedTicks">When it was put in, in UTC ticks.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CollectionItem(long Mark, long AddedTicks);
