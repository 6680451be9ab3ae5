using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioSampler.Dsp.Fft;

/// <summary>Scratch floats that start on a cache line: a vector that straddles two lines costs two loads.</summary>
internal sealed class AlignedBuffer
{
    private const int LineFloats = 16;
    private readonly float[] memory;
    private readonly int start;

    /// <summary>Makes a buffer of <paramref name="length"/> floats, all 0.</summary>
    public AlignedBuffer(int length)
    {
        memory = GC.AllocateArray<float>(length + LineFloats, pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0).ToInt64();
        start = (int)((LineFloats - ((address / sizeof(float)) % LineFloats)) % LineFloats);
    }

    /// <summary>The first float.</summary>
    public ref float First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(memory), start);
}
