using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Similarity;

/// <summary>Where the values of an aspect stand among those of all aspects but the network's.</summary>
/// <param name="Start">First value.</param>
/// <param name="Length">Number of values, with those that only fill up to whole vectors.</param>
/// <param name="Used">Number of values that say something.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AspectBlock(int Start, int Length, int Used)
{
    /// <summary>Values of all blocks.</summary>
    public const int Total = 160;

    public static readonly AspectBlock Timbre = new(0, 64, 44);
    public static readonly AspectBlock Rhythm = new(64, 32, 9);
    public static readonly AspectBlock Pitch = new(96, 32, 13);
    public static readonly AspectBlock Loudness = new(128, 32, 4);
}
