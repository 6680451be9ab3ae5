using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>Onset strength of a region, about 86 frames a second in five series, and levels of broad bands (2.8 kB a second).</summary>
/// <param name="Frames">The series; frame times count from the start of the region.</param>
/// <param name="StartSeconds">Start of the region, in seconds from the start of the file.</param>
/// <param name="RmsDbfs">Level of the region, as far as it was sampled for the reference level; null for silence.</param>
public sealed record OnsetSeries(OnsetFrames Frames, double StartSeconds, double? RmsDbfs)
{
    /// <summary>Time of a frame, in seconds from the start of the file.</summary>
    public double TimeOf(double frame) => StartSeconds + Frames.TimeOf(frame);
}
