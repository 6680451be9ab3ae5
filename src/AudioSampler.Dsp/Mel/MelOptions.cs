using System.Numerics;
using AudioSampler.Dsp.Fft;

namespace AudioSampler.Dsp.Mel;

/// <summary>What a mel filter bank is made from.</summary>
public sealed record MelOptions
{
    /// <summary>Samples per second, 1 or more.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Samples in a frame: a power of two, 2 to 2^20. Default 2048.</summary>
    public int FftLength { get; init; } = 2048;

    /// <summary>Number of bands, 1 or more. Default 128.</summary>
    public int BandCount { get; init; } = 128;

    /// <summary>Lower edge of the lowest band, in Hz, 0 or more. Default 0.</summary>
    public double LowestHz { get; init; }

    /// <summary>Upper edge of the highest band, in Hz, at most half the sample rate; null, the default, for exactly that.</summary>
    public double? HighestHz { get; init; }

    /// <summary>The scale that the band edges are spaced evenly on. Default Slaney.</summary>
    public MelScale Scale { get; init; } = MelScale.Slaney;

    /// <summary>Whether each band is divided by half its width in Hz, so that white noise gives equal bands (default), or peaks at 1.</summary>
    public bool AreaNormalised { get; init; } = true;

    /// <summary>Whether the triangles are straight in mel, as Kaldi's are, or in hertz (default).</summary>
    public bool StraightInMel { get; init; }

    /// <summary>The upper edge that counts, in Hz.</summary>
    internal double UpperHz => HighestHz ?? (SampleRate / 2.0);

    /// <summary>All that is wrong with these options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (SampleRate < 1)
        {
            problems.Add($"{nameof(SampleRate)} is {SampleRate}: 1 or more is wanted");
        }

        if (FftLength is < 2 or > RealFft.MaxLength || !BitOperations.IsPow2(FftLength))
        {
            problems.Add($"{nameof(FftLength)} is {FftLength}: a power of two from 2 to {RealFft.MaxLength} is wanted");
        }

        if (BandCount < 1)
        {
            problems.Add($"{nameof(BandCount)} is {BandCount}: 1 or more is wanted");
        }

        // Written so that NaN is a problem too.
        if (!(LowestHz >= 0 && UpperHz > LowestHz && UpperHz <= SampleRate / 2.0))
        {
            problems.Add($"the bands from {LowestHz} to {UpperHz} Hz are not within 0 to {SampleRate / 2.0} Hz");
        }

        return problems;
    }
}
