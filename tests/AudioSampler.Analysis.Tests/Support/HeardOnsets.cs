using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Tests.Support;

/// <summary>Onset strength of a whole signal.</summary>
internal static class HeardOnsets
{
    /// <summary>Listens to a signal of 22.05 kHz.</summary>
    public static OnsetFrames Of(float[] signal)
    {
        double rms = Math.Sqrt(signal.Sum(sample => (double)sample * sample) / Math.Max(1, signal.Length));
        var onsets = new OnsetStrength(22_050, rms, signal.Length);
        onsets.Push(signal);
        return onsets.Complete();
    }
}
