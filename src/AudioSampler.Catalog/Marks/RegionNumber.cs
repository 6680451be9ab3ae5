using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Marks;

/// <summary>The number that a region had before its file was cut otherwise.</summary>
/// <param name="Audio">The audio.</param>
/// <param name="Region">Its number.</param>
/// <param name="StartS">Start, in seconds from the start of the file.</param>
/// <param name="EndS">End, in seconds from the start of the file.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RegionNumber(long Audio, long Region, double StartS, double EndS);
